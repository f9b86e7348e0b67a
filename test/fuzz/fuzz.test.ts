import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { tryMessages } from './messages-case.js';
import { makeData, type SweepVerdict, sweepOfSeed, trySweep } from './sweep-case.js';

/** `bench/fuzz.ts` tries many more of the same. */
const sweeps = 160;

const data = mkdtempSync(join(tmpdir(), 'hypersweep-fuzz-data-'));
let place = '';
const places: string[] = [];
beforeAll(() => makeData(data));
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'hypersweep-fuzz-'));
  places.push(place);
});
afterAll(() => {
  for (const folder of [data, ...places]) rmSync(folder, { recursive: true });
});

it('spoilt sweep files are refused, or searched with to the end', async () => {
  const counts: Record<SweepVerdict, number> = { refused: 0, searched: 0, run: 0 };
  for (let seed = 0; seed < sweeps; seed++) {
    const text = sweepOfSeed(seed);
    const started = performance.now();
    const verdict = await trySweep(text, { place, data, wholly: seed % 5 === 0 }).catch((error) => {
      throw new Error(`Sweep file ${seed} fails`, { cause: error });
    });
    expect(performance.now() - started, `sweep file ${seed} takes too long`).toBeLessThan(10_000);
    counts[verdict]++;
  }
  // Else it would show nothing.
  expect(Math.min(counts.refused, counts.searched, counts.run)).toBeGreaterThan(3);
});

describe('spoilt messages of trials harm those trials at most', () => {
  it.each([
    ['native', 'a child process'],
    ['wasm', 'a thread'],
  ] as const)('%s: out of %s', async (backend, _place) => {
    const trials = await tryMessages(240, backend, place, 3);
    expect(trials.some(({ state }) => state === 'complete')).toBe(true);
    if (backend === 'native') expect(trials.filter(({ state }) => state === 'failed').length).toBeGreaterThan(2);
  });
});
