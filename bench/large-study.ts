/**
 * A study of very many trials with ten reports each, beside one of a thousand: how long it takes to open for a resume, what the
 * coordinator's process holds then and at the end, and what each further trial costs it, from asking to the last commit.
 *
 *     npm run build && npx tsx bench/large-study.ts [trials, 100000 when left out] [further trials, 300]
 *
 * Aims at 100,000 trials: open in under 2 s, under 400 MB, and each further trial within twice its price at 1,000, all of which the
 * last lines sum up. A frame of the terminal view: bench/frames.ts. Each figure is of a process of its own; CPU time beside wall time,
 * as other work may take turns. `promoting`: two thirds of the trials are paused at the first rungs; `a repeat`: one of the first trials is
 * a repeat, so that the trials of the search are numbered apart; `warm`: the search starts from a trial of another study.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { copyLargeStudy, makeLargeStudy, pauseMost, repeatOne, warmStartOne } from './large-study-database.js';

const [trials = 100_000, further = 300] = process.argv.slice(2).map(Number);
const searches: readonly (readonly [name: string, method: string, pruner: string, prepare?: (root: string) => void])[] = [
  ['random, none', 'random', 'none'],
  ['tpe, none', 'tpe', 'none'],
  ['random, asha', 'random', '{ type: asha, min_iter: 1, eta: 3 }'],
  ['random, hyperband', 'random', '{ type: hyperband, min_iter: 1, eta: 3 }'],
  ['random, median', 'random', '{ type: median }'],
  ['random, asha promoting', 'random', '{ type: asha, min_iter: 1, eta: 3, mode: promote }', pauseMost],
  ['random, asha, a repeat', 'random', '{ type: asha, min_iter: 1, eta: 3 }', repeatOne],
  ['random, asha, warm', 'random', '{ type: asha, min_iter: 1, eta: 3 }', warmStartOne],
];
const mebibytesOf400Megabytes = 400e6 / 2 ** 20;

const run = fileURLToPath(new URL('./large-study-run.mjs', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'hypersweep-large-'));
const table: Row[] = [];
for (const count of [1000, trials]) {
  const made = join(folder, String(count));
  makeLargeStudy(made, count);
  for (const [search, method, pruner, prepare] of searches) {
    const root = join(folder, 'study');
    copyLargeStudy(made, root, method, pruner);
    prepare?.(root);
    const output = execFileSync(process.execPath, ['--expose-gc', run, root, String(further)], { encoding: 'utf8' });
    table.push({ search, trials: count, ...JSON.parse(output) });
    rmSync(root, { recursive: true });
  }
}
console.table(table);
const large = table.filter((row) => row.trials === trials);
const ratios = large.map((row) => {
  const small = table.find(({ search, trials }) => search === row.search && trials === 1000) as Row;
  return `${row.search} ${(row['further CPU ms'] / small['further CPU ms']).toFixed(1)}`;
});
const most = (column: keyof Row) => Math.max(...large.map((row) => Number(row[column])));
console.log(`opens in at most ${most('open ms')} ms, ${most('open CPU ms')} of them CPU (aim: 2000)`);
console.log(`holds at most ${most('MiB')} MiB (aim: ${Math.floor(mebibytesOf400Megabytes)})`);
console.log(`CPU of a further trial by that at 1,000 (aim: 2): ${ratios.join(', ')}`);
rmSync(folder, { recursive: true });

interface Row {
  readonly search: string;
  readonly trials: number;
  readonly 'open ms': number;
  readonly 'open CPU ms': number;
  readonly 'further CPU ms': number;
  readonly MiB: number;
}
