import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { renderCsv } from '../../src/report/csv.js';
import { writeReports } from '../../src/report/write-reports.js';
import { makeDatabase } from '../../src/storage/make-database.js';
import { smallRecord } from './small-record.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hypersweep-report-'));
});
afterEach(() => rm(folder, { recursive: true }));

it('writes every format, nothing else, and says where', async () => {
  const out = join(folder, 'made', 'here');
  const figures = ['figures/progress.svg', 'figures/curves.svg'];
  const names = ['report.html', 'report.md', ...figures, 'leaderboard.csv', 'trials.jsonl', 'summary.json'];
  expect(await writeReports(smallRecord, out, { makeDatabase })).toEqual(names.map((name) => join(out, name)));
  expect((await readdir(out, { recursive: true })).sort()).toEqual([...names, 'figures'].sort());
});

it('writes only the formats asked for, over what was there', async () => {
  await writeReports({ ...smallRecord, trials: [] }, folder, { formats: ['csv'], makeDatabase });
  expect(await writeReports(smallRecord, folder, { formats: ['csv', 'csv'], makeDatabase })).toEqual([
    join(folder, 'leaderboard.csv'),
  ]);
  expect(await readFile(join(folder, 'leaderboard.csv'), 'utf8')).toBe(renderCsv(smallRecord));
});
