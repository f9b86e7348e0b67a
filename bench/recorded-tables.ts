import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Objective } from '../src/core/objective.js';
import type { Parameter, SearchSpace } from '../src/core/search-space.js';
import type { TableSpec } from '../src/core/task-spec.js';
import type { Params } from '../src/core/trial.js';
import { columnOf, type DelimitedFile, numberIn, readDelimitedFile } from '../src/data-files/delimited-file.js';

/** Recorded sweeps of `../shared/data/hpo-*`, as searches over their rows. */
export interface BenchTable {
  readonly name: string;
  /** `curves`: what early stopping is measured on; `finals`: one value a configuration. */
  readonly kind: 'curves' | 'finals';
  readonly space: SearchSpace;
  readonly objective: Objective;
  readonly task: TableSpec;
}

const data = fileURLToPath(new URL('../../shared/data/', import.meta.url));

export const recordedTables: Readonly<Record<string, () => BenchTable>> = {
  'deberta-base': () => deberta('deberta-base'),
  'deberta-v3-base': () => deberta('deberta-v3-base'),
  'taskset-lstm128-avg': () => taskSet('imdb_patch128_LSTM128_avg_bs64'),
  'taskset-gru128': () => taskSet('imdb_patch32_GRU128_bs128'),
  'taskset-lstm128': () => taskSet('imdb_patch32_LSTM128_bs128'),
  'taskset-vrnn128': () => taskSet('imdb_patch32_VRNN128_tanh_bs128'),
  'hpolib-naval': () => grid('hpolib', 'hpolib_naval_propulsion'),
  'hpolib-protein': () => grid('hpolib', 'hpolib_protein_structure'),
  'hpobench-australian': () => grid('hpobench', 'hpobench_australian'),
  'hpobench-phoneme': () => grid('hpobench', 'hpobench_phoneme'),
  'hpobench-vehicle': () => grid('hpobench', 'hpobench_vehicle'),
  'nasbench201-cifar10': () => grid('nasbench201', 'nasbench201_cifar10'),
};

export const hasRecordedTables = existsSync(data);

/** What a replay in numpy gave (500 seeds), by table: regret and cost of 54 full random trials and of successive halving. */
export interface ReplayReference {
  readonly successive_halving_regret: { readonly mean: number };
  readonly successive_halving_cost: number;
  readonly random_all_n_full_regret: { readonly mean: number };
  readonly random_all_n_full_cost: number;
}

const referenceNames: Readonly<Record<string, string>> = {
  'deberta-base': 'deberta/deberta-base',
  'deberta-v3-base': 'deberta/deberta-v3-base',
  'taskset-lstm128-avg': 'taskset/imdb_patch128_LSTM128_avg_bs64',
  'taskset-gru128': 'taskset/imdb_patch32_GRU128_bs128',
};

export function referenceOf(table: string): ReplayReference | undefined {
  const { results } = JSON.parse(readFileSync(`${data}hpo-replay-reference.json`, 'utf8'));
  return results[referenceNames[table] ?? ''];
}

/** Two transformers fine-tuned on MultiNLI; a point of a curve is 1,000 optimiser steps. The space is the one that was sampled. */
function deberta(model: string): BenchTable {
  const configs = readDelimitedFile(`${data}hpo-deberta-mnli/${model}.configs.csv`);
  const runs = readDelimitedFile(`${data}hpo-deberta-mnli/${model}.curves.csv.gz`);
  const columns = columnReader(configs);
  const rows = configs.rows.map((_, row): Params => {
    const epochs = columns('num_train_epochs', row);
    return {
      num_train_epochs: epochs,
      train_batch_size: columns('train_batch_size', row),
      learning_rate: columns('learning_rate', row),
      warmup_proportion: (columns('warmup_steps', row) * epochs) / columns('total_model_steps', row),
      cls_drop_out: columns('cls_drop_out', row),
    };
  });
  const curves = rows.map((): number[] => []);
  const [id, matched] = [columnOf(runs, 'iteration'), columnOf(runs, 'matched')];
  for (const row of runs.rows) curves[numberIn(runs, row, id) - 1]?.push(numberIn(runs, row, matched));
  const parameters: Parameter[] = [
    { name: 'num_train_epochs', distribution: { kind: 'int', low: 1, high: 4 } },
    { name: 'train_batch_size', distribution: { kind: 'int', low: 16, high: 64 } },
    { name: 'learning_rate', distribution: { kind: 'float', low: 1e-6, high: 1e-3, log: true } },
    { name: 'warmup_proportion', distribution: { kind: 'float', low: 0, high: 0.601 } },
    { name: 'cls_drop_out', distribution: { kind: 'float', low: 0, high: 0.3 } },
  ];
  return {
    name: model,
    kind: 'curves',
    space: { parameters, rows },
    objective: { metric: 'matched', goal: 'maximize' },
    task: { kind: 'table', score: 'best', table: { curves }, epochs: longest(curves) },
  };
}

/**
 * A recurrent classifier of film reviews under 1,000 settings of Adam, validation loss every 200 steps. As in the paper (Metz et
 * al. 2020, https://arxiv.org/abs/2002.11887) the betas are searched by the logarithm of their distance from 1.
 */
function taskSet(task: string): BenchTable {
  const configs = readDelimitedFile(`${data}hpo-taskset-imdb-rnn/configs.csv`);
  const runs = readDelimitedFile(`${data}hpo-taskset-imdb-rnn/${task}.curves.csv.gz`);
  const columns = columnReader(configs);
  const names = ['learning_rate', 'beta1', 'beta2', 'epsilon', 'l1', 'l2', 'linear_decay', 'exponential_decay'];
  const rows = configs.rows.map((_, row) =>
    Object.fromEntries(
      names.map((name) => (name.startsWith('beta') ? [`one_minus_${name}`, 1 - columns(name, row)] : [name, columns(name, row)])),
    ),
  );
  const bounds = [
    [1e-8, 10],
    [1e-4, 1],
    [1e-6, 1],
    [1e-10, 1e3],
    [1e-8, 10],
    [1e-8, 10],
    [1e-7, 1e-4],
    [1e-6, 1e-3],
  ] as const;
  const parameters = Object.keys(rows[0] as Params).map((name, i): Parameter => {
    const [low, high] = bounds[i] as readonly [number, number];
    return { name, distribution: { kind: 'float', low, high, log: true } };
  });
  const split = columnOf(runs, 'split');
  const points = runs.header.flatMap((name, column) => (/^s[1-9]\d*$/.test(name) ? [column] : []));
  const curves = runs.rows
    .filter(({ fields }) => fields[split] === 'valid')
    .map((row) => points.map((column) => numberIn(runs, row, column)));
  return {
    name: task,
    kind: 'curves',
    space: { parameters, rows },
    objective: { metric: 'valid_loss', goal: 'minimize' },
    task: { kind: 'table', score: 'best', table: { curves }, epochs: longest(curves) },
  };
}

/** A complete grid: the mean of the seeds of each configuration. */
function grid(family: string, table: string): BenchTable {
  const { direction, space: choicesOf } = JSON.parse(readFileSync(`${data}hpo-grid-tables/spaces.json`, 'utf8'))[family];
  const file = readDelimitedFile(`${data}hpo-grid-tables/${table}.csv.gz`);
  const parameters = Object.entries(choicesOf).map(([name, choices]): Parameter => {
    const isOrdered = (choices as unknown[]).every((choice) => typeof choice === 'number');
    return { name, distribution: { kind: isOrdered ? 'ordinal' : 'categorical', choices: choices as string[] } };
  });
  const key = columnOf(file, 'key');
  const seeds = file.header.flatMap((name, column) => (name.startsWith('seed') ? [column] : []));
  const rows = file.rows.map(({ fields }): Params => {
    const digits = fields[key] as string;
    return Object.fromEntries(
      parameters.map(({ name }, i) => [name, (choicesOf[name] as (string | number)[])[Number(digits[i])] as string]),
    );
  });
  const curves = file.rows.map((row) => [mean(seeds.map((column) => numberIn(file, row, column)).filter(Number.isFinite))]);
  return {
    name: table,
    kind: 'finals',
    space: { parameters, rows },
    objective: { metric: 'value', goal: direction },
    task: { kind: 'table', score: 'last', table: { curves }, epochs: 1 },
  };
}

function columnReader(file: DelimitedFile): (name: string, row: number) => number {
  const places = new Map(file.header.map((name, index) => [name, index]));
  return (name, row) => Number(file.rows[row]?.fields[places.get(name) as number]);
}

function longest(curves: readonly (readonly number[])[]): number {
  return Math.max(...curves.map((curve) => curve.length));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
