/**
 * Real tables with the ready sweeps, each beside the best linear model of the same parts: what hidden layers and a search add.
 *
 *     npm run build && npx tsx bench/tabular.ts [tables, all when left out] [seeds, 1] [minutes each, 20]
 *     npx tsx bench/tabular.ts penguins,optdigits 1,2,3 5
 *
 * The seed decides the parts, except for the test file of optdigits, whose digits are by writers that the training file does not
 * have. Known of it (Alpaydin and Kaynak, UCI repository, optdigits.names): nearest neighbour 0.9800.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const source = fileURLToPath(new URL('../../shared/data/tabular/', import.meta.url));

interface Table {
  readonly task: 'classification' | 'regression';
  readonly label: string;
  readonly train: string;
  readonly test?: string;
}

const tables: Readonly<Record<string, Table>> = {
  penguins: { task: 'classification', label: 'species', train: 'penguins.csv' },
  optdigits: { task: 'classification', label: 'label', train: 'optdigits-train.csv', test: 'optdigits-test.csv' },
  'white wine': { task: 'regression', label: 'quality', train: 'winequality-white.csv' },
  'red wine': { task: 'regression', label: 'quality', train: 'winequality-red.csv' },
};

const [names = Object.keys(tables).join(), seeds = '1', minutes = '20'] = process.argv.slice(2);

/** Ten rates of a linear model, each trained to the end. */
const linearSearch = `parameters:
  layers:        { value: 0 }
  learning_rate: { min: 0.001, max: 0.05, log: true }
  decay:         { value: cosine }
method: sobol
run_cap: 10
`;

/** The ready sweep on a table; or, with its metric, a search among linear models. */
function sweepOf({ task, label, train, test }: Table, isLinear: boolean): string {
  const files = [`train: ${join(source, train)}`, ...(test === undefined ? [] : [`test: ${join(source, test)}`])];
  const ready = readFileSync(join(root, `search-spaces/tabular-${task}.yaml`), 'utf8')
    .replace('train: data/train.csv', files.join('\n    '))
    .replace('label: label', `label: ${label}`);
  return isLinear ? ready.slice(0, ready.indexOf('parameters:')).replace(/^method: .*\n/m, '') + linearSearch : ready;
}

interface Result {
  readonly trials: number;
  readonly epochs: number;
  readonly metrics: Readonly<Record<string, number>>;
  readonly minutes: number;
}

function search(sweep: string, seed: string): Result {
  const folder = mkdtempSync(join(tmpdir(), 'tabular-'));
  try {
    writeFileSync(join(folder, 'sweep.yaml'), sweep);
    const flags = ['--name', 'study', '--seed', seed, '--time', `${minutes}m`, '--plain'];
    const run = spawnSync(process.execPath, [join(root, 'dist/cli/main.js'), 'run', 'sweep.yaml', ...flags], {
      cwd: folder,
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    if (run.status !== 0) throw new Error(`The search ended with ${run.status}`);
    const summary = JSON.parse(readFileSync(join(folder, 'results/study/summary.json'), 'utf8'));
    return {
      trials: summary.trials.complete + summary.trials.pruned + summary.trials.failed,
      epochs: summary.epochs.spent,
      metrics: { ...summary.best.metrics, ...summary.test.metrics },
      minutes: summary.elapsedMs / 60_000,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** An accuracy, or an error with the share of the variance that is explained. */
function figures(task: Table['task'], part: 'val' | 'test', { metrics }: Result): string {
  const of = (name: string) => (metrics[`${part}_${name}`] as number).toFixed(4);
  return task === 'classification' ? `accuracy ${of('accuracy')}` : `RMSE ${of('rmse')}, R2 ${of('r2')}`;
}

const wanted = names.split(',').map((name) => name.trim());
const rows: string[] = [];
for (const [name, table] of Object.entries(tables).filter(([name]) => wanted.includes(name))) {
  for (const model of ['linear', 'ready sweep']) {
    for (const seed of seeds.split(',')) {
      const result = search(sweepOf(table, model === 'linear'), seed);
      const { trials, epochs } = result;
      const parts = (['val', 'test'] as const).map((part) => figures(table.task, part, result));
      rows.push(`| ${[name, model, seed, trials, epochs, ...parts, result.minutes.toFixed(1)].join(' | ')} |`);
    }
  }
}
console.log('\n| table | model | seed | trials | epochs | validation | test | minutes |');
console.log(`|---|---|---|---|---|---|---|---|\n${rows.join('\n')}`);
