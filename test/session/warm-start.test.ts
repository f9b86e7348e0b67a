import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { StudyEvent } from '../../src/core/events.js';
import { optimize } from '../../src/session/optimize.js';
import { replayStudy } from '../../src/session/replay.js';
import { readStudyRecord } from '../../src/session/study-record.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hypersweep-warm-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Best at x = 0.7. */
const objective = async ({ params }: { readonly params: { readonly x: number } }) => ({ loss: (params.x - 0.7) ** 2 });

function prior(xs: readonly number[]): string {
  const file = join(folder, 'before.jsonl');
  const line = (x: number) => ({ state: 'complete', params: { x, other: 1 }, metrics: { loss: (x - 0.7) ** 2 }, reports: [] });
  writeFileSync(file, xs.map((x) => `${JSON.stringify(line(x))}\n`).join(''));
  return file;
}

function search(warm_start: string, onEvent: (event: StudyEvent) => void = () => {}) {
  const parameters = { x: { min: 0.0, max: 1.0, distribution: 'uniform' } } as const;
  const study = {
    name: 'warm',
    metric: { name: 'loss', goal: 'minimize' },
    parameters,
    method: 'gp',
    run_cap: 4,
    seed: 3,
  } as const;
  return optimize({ ...study, warm_start, objective, results: join(folder, 'results'), onEvent });
}

it('learns from the first trial on, counts only its own, says so, and replays', async () => {
  const notices: string[] = [];
  const file = prior([0, 0.1, 0.25, 0.4, 0.5, 0.6, 0.65, 0.75, 0.8, 0.9, 1, 3]);
  const {
    trials,
    best,
    folder: root,
  } = await search(file, (event) => {
    if (event.type === 'notice') notices.push(event.message);
  });
  expect(trials).toHaveLength(4);
  expect(best?.number).toBeLessThan(4);
  // Without the prior trials the first points are spread over the whole range.
  for (const { params } of trials) expect(Math.abs(Number(params.x) - 0.7)).toBeLessThan(0.1);
  const said = expect.stringMatching(/^starts from 11 prior trials of .*before\.jsonl: the method learns from them/);
  expect(notices).toContainEqual(said);
  expect(notices).toContainEqual(expect.stringContaining('1 of the 12 trials'));
  expect(notices).toContainEqual(expect.stringContaining('that this study does not have are left out: other'));
  rmSync(file);
  const record = readStudyRecord(root);
  expect(record.choices?.[0]).toEqual(said);
  expect(record.trials).toHaveLength(4);
  expect(replayStudy(root)).toMatchObject({ suggestions: 4, runs: 1 });
  expect(replayStudy(root).difference).toBeUndefined();
});

it('is refused before the study is made when there is nothing to learn from', async () => {
  await expect(search(prior([2, 3]))).rejects.toThrow(
    /^Expected trials to learn from in .*before\.jsonl, got none that can be used\.\n.*\n2 of the 2 trials/,
  );
  await expect(search(join(folder, 'missing.db'))).rejects.toThrow(/missing\.db: there is no such file or folder/);
});
