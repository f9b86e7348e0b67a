import { afterEach, expect, it, vi } from 'vitest';
import { printWritten } from '../../src/cli/output.js';

afterEach(() => vi.restoreAllMocks());

function printed(paths: readonly string[], json = false): string[] {
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  printWritten(paths, { json, folder: 'results/a' });
  return log.mock.calls.map(([line]) => line as string);
}

it('names every file once, and of many in a folder the folder', () => {
  const runs = Array.from({ length: 7 }, (_, i) => `results/a/mlruns/1/${i}/meta.yaml`);
  expect(printed(['results/a/report.md', 'results/a/figures/b.svg', 'results/a/report.md', ...runs])).toEqual([
    'results/a/report.md',
    'results/a/figures/b.svg',
    'results/a/mlruns/ (7 files)',
  ]);
});

it('gives scripts all of them', () => {
  const runs = Array.from({ length: 7 }, (_, i) => `results/a/mlruns/${i}`);
  expect(JSON.parse(printed(runs, true).join(''))).toEqual({ written: runs });
});
