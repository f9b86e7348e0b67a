/**
 * A study of very many trials with ten reports each, beside one of a thousand: how long it takes to open for a resume, what the
 * coordinator's process holds then and at the end, and what each further trial costs it, from asking to the last commit.
 *
 *     npm run build && npx tsx bench/large-study.ts [trials, 100000 when left out] [further trials, 300]
 *
 * Aims at 100,000 trials: open in under 2 s, under 400 MB, and each further trial within twice its price at 1,000. A frame of the
 * terminal view: bench/frames.ts. Each figure is of a process of its own; CPU time beside wall time, as other work may take turns.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { copyLargeStudy, makeLargeStudy } from './large-study-database.js';

const [trials = 100_000, further = 300] = process.argv.slice(2).map(Number);
const searches = [
  ['random', 'none'],
  ['tpe', 'none'],
  ['random', '{ type: asha, min_iter: 1, eta: 3 }'],
  ['random', '{ type: hyperband, min_iter: 1, eta: 3 }'],
  ['random', '{ type: median }'],
] as const;

const run = fileURLToPath(new URL('./large-study-run.mjs', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'hypersweep-large-'));
const table: object[] = [];
for (const count of [1000, trials]) {
  const made = join(folder, String(count));
  makeLargeStudy(made, count);
  for (const [method, pruner] of searches) {
    const root = join(folder, 'study');
    copyLargeStudy(made, root, method, pruner);
    const output = execFileSync(process.execPath, ['--expose-gc', run, root, String(further)], { encoding: 'utf8' });
    table.push({ search: `${method}, ${pruner.replace(/^.*type: (\w+).*$/, '$1')}`, trials: count, ...JSON.parse(output) });
    rmSync(root, { recursive: true });
  }
}
console.table(table);
rmSync(folder, { recursive: true });
