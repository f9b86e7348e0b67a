import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { StudyEvent } from '../../src/core/events.js';
import { replayStudy } from '../../src/session/replay.js';
import { openStudy } from '../../src/storage/studies.js';
import { hypersweep, root, temporaryFolder } from './command-line.js';

const disk = mkdtempSync(join(tmpdir(), 'hypersweep-disk-'));
const isMounted = mount(['-t', 'tmpfs', '-o', 'size=600k', 'tmpfs', disk]);

afterAll(() => {
  if (isMounted) execFileSync('umount', [disk]);
  rmSync(disk, { recursive: true });
});

/** Only the superuser of a Linux can. */
function mount(args: readonly string[]): boolean {
  try {
    execFileSync('mount', args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function eventsIn(output: string): StudyEvent[] {
  return output
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

it.skipIf(!isMounted)('a disk that fills up ends the study, which loses nothing and goes on when there is room', async () => {
  const folder = temporaryFolder();
  for (const name of ['objective.js', 'objective.yaml']) cpSync(join(root, 'test/fixtures', name), join(folder, name));
  const results = join(disk, 'results');
  mkdirSync(results);
  const run = await hypersweep(['run', 'objective.yaml', '--json', '--trials', '60', '--results', results], folder);
  expect(run.code).toBe(2);
  expect(run.stderr).toMatch(/study\.db: the disk is full: make room, then resume the study; everything up to here is kept/);

  expect(mount(['-o', 'remount,size=20m', disk])).toBe(true);
  const events = eventsIn(run.stdout);
  const finished = events.flatMap((event) => (event.type === 'trial-finished' ? [event.trial] : []));
  const reports = events.filter(({ type }) => type === 'trial-reported').length;
  const { store, close } = openStudy(join(results, 'curve'), { mode: 'read' });
  const stored = store.trials();
  expect(finished.length).toBeGreaterThan(3);
  expect(finished.map(({ number }) => stored[number])).toEqual(finished);
  expect(store.history().filter(({ type }) => type === 'trial-reported').length).toBeGreaterThanOrEqual(reports);
  close();

  expect((await hypersweep(['resume', 'curve', '--plain', '--results', results], folder)).code).toBe(0);
  expect((await hypersweep(['run', 'objective.yaml', '--plain', '--trials', '60'], folder)).code).toBe(0);
  const board = async (...where: string[]) =>
    JSON.parse((await hypersweep(['leaderboard', 'curve', '--json', ...where], folder)).stdout).map(
      ({ seconds: _, ...row }: { readonly seconds: number }) => row,
    );
  expect(await board('--results', results)).toEqual(await board());
  expect(replayStudy(join(results, 'curve')).difference).toBeUndefined();
});
