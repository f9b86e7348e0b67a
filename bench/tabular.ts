/**
 * Real tables with the ready sweeps, each beside the best linear model of the same parts: what a hidden layer and a search add.
 *
 *     npm run build && npx tsx bench/tabular.ts [tables, all when left out] [trials, 60] [minutes each, 20]
 *     npx tsx bench/tabular.ts penguins,optdigits 30 5
 *
 * Known of optdigits (Alpaydin and Kaynak, UCI repository, optdigits.names): nearest neighbour 0.9800 on the test file, whose
 * digits are by writers that the training file does not have.
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
  'wine, white': { task: 'regression', label: 'quality', train: 'winequality-white.csv' },
  'wine, red': { task: 'regression', label: 'quality', train: 'winequality-red.csv' },
};

const [names = Object.keys(tables).join(), trials = '60', minutes = '20'] = process.argv.slice(2);

/** Ten rates of a linear model, trained to the end. */
const linearParameters = `parameters:
  layers:        { value: 0 }
  dropout:       { value: 0 }
  learning_rate: { min: 0.001, max: 0.05, log: true }
  decay:         { value: cosine }
method: sobol
run_cap: 10
`;

/** The ready sweep on a table; or, in place of all that follows its metric, a search among linear models. */
function sweepOf({ task, label, train, test }: Table, isLinear: boolean): string {
  const ready = readFileSync(join(root, `search-spaces/tabular-${task}.yaml`), 'utf8')
    .replace(
      'train: data/train.csv',
      `train: ${join(source, train)}${test === undefined ? '' : `\n    test: ${join(source, test)}`}`,
    )
    .replace('label: label', `label: ${label}`);
  return isLinear ? ready.slice(0, ready.indexOf('parameters:')).replace('method: tpe\n', '') + linearParameters : ready;
}

interface Row {
  readonly trials: number;
  readonly epochs: number;
  readonly validation: Readonly<Record<string, number>>;
  readonly test: Readonly<Record<string, number>>;
  readonly minutes: number;
}

function search(sweep: string, flags: readonly string[]): Row {
  const folder = mkdtempSync(join(tmpdir(), 'tabular-'));
  try {
    writeFileSync(join(folder, 'sweep.yaml'), sweep);
    const run = spawnSync(
      process.execPath,
      [join(root, 'dist/cli/main.js'), 'run', 'sweep.yaml', '--name', 'study', '--plain', ...flags],
      { cwd: folder, stdio: ['ignore', 'inherit', 'inherit'] },
    );
    if (run.status !== 0) throw new Error(`The search ended with ${run.status}`);
    const summary = JSON.parse(readFileSync(join(folder, 'results/study/summary.json'), 'utf8'));
    return {
      trials: summary.trials.complete + summary.trials.pruned + summary.trials.failed,
      epochs: summary.epochs.spent,
      validation: summary.best.metrics,
      test: summary.test.metrics,
      minutes: summary.elapsedMs / 60_000,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const rows = Object.entries(tables)
  .filter(([name]) => names.split(',').some((wanted) => name.startsWith(wanted.trim())))
  .flatMap(([name, table]) => {
    const [linear, ready] = [
      search(sweepOf(table, true), []),
      search(sweepOf(table, false), ['--trials', trials, '--time', `${minutes}m`]),
    ];
    return [
      { name, task: table.task, model: 'linear', row: linear },
      { name, task: table.task, model: 'ready sweep', row: ready },
    ];
  });

/** The figures of a part in words: an accuracy, or an error with the share of the variance that is explained. */
function figures(task: Table['task'], part: 'val' | 'test', metrics: Readonly<Record<string, number>>): string {
  const of = (name: string) => (metrics[`${part}_${name}`] as number).toFixed(4);
  return task === 'classification' ? `accuracy ${of('accuracy')}` : `RMSE ${of('rmse')}, R2 ${of('r2')}`;
}

console.log('\n| table | model | trials | epochs | validation | test | minutes |');
console.log('|---|---|---|---|---|---|---|');
for (const { name, task, model, row } of rows) {
  const parts = [figures(task, 'val', row.validation), figures(task, 'test', row.test)];
  console.log(`| ${[name, model, row.trials, row.epochs, ...parts, row.minutes.toFixed(1)].join(' | ')} |`);
}
