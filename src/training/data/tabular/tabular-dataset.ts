import { UsageError } from '../../../core/errors.js';
import type { TableSource } from '../../../core/table-source.js';
import type { SplitShares, TabularClassificationSpec, TabularRegressionSpec } from '../../../core/task-spec.js';
import { createRng, deriveSeed } from '../../../math/rng.js';
import type { SharedData } from '../../shared-data.js';
import { type Split, shuffledSplit, stratifiedFolds, stratifiedSplit } from '../split.js';
import { type Columns, detectColumns } from './columns.js';
import { pickRows, type Rows, readRows } from './rows.js';
import { placeOf, type Table } from './table.js';
import { readTable } from './table-file.js';
import { readLabels, readTargets } from './targets.js';

/** Rows with what is to be predicted of each. */
export interface Part<Target> {
  readonly rows: Rows;
  /** [rows] */
  readonly targets: readonly Target[];
  readonly path: string;
  /** [rows], from 1 */
  readonly lines: readonly number[];
}

/** The three parts of a data set, each with all of the columns. */
export interface TabularDataset<Target> {
  readonly columns: Columns;
  readonly train: Part<Target>;
  readonly validation: Part<Target>;
  readonly test: Part<Target>;
  /** Where there are folds: that of each training row, from 0. The validation part is the training part then. */
  readonly folds?: readonly number[];
}

export interface LabelledDataset extends TabularDataset<string> {
  /** Those that training knows, in code-unit order: label i is class i. */
  readonly labels: readonly string[];
}

type Spec = TabularClassificationSpec | TabularRegressionSpec;

/** As `loadLabelledTable`, which is asked once by all who share the data. */
export function labelledTable(spec: TabularClassificationSpec, studySeed: number, data: SharedData): Promise<LabelledDataset> {
  return data.getOrMake(tableKey(spec, studySeed), () => loadLabelledTable(spec, studySeed));
}

/** As `loadTargetTable`, which is asked once by all who share the data. */
export function targetTable(spec: TabularRegressionSpec, studySeed: number, data: SharedData): Promise<TabularDataset<number>> {
  return data.getOrMake(tableKey(spec, studySeed), () => loadTargetTable(spec, studySeed));
}

/** What decides which rows there are, and in which part. */
export function tableKey({ kind, data, split }: Spec, studySeed: number): string {
  return JSON.stringify([kind, data, split, studySeed]);
}

/** For classification: stratified by label. The study's seed decides the split, so all trials of a study see the same. */
export function loadLabelledTable(spec: TabularClassificationSpec, studySeed: number): LabelledDataset {
  const dataset = load(spec, readLabels, {
    parts: (labels, shares) => stratifiedSplit(labels, shares, splitRng(studySeed)),
    folds: (labels, count) => stratifiedFolds(labels, count, foldsRng(studySeed)),
  });
  const labels = [...new Set(dataset.train.targets)].sort();
  if (labels.length < 2) throw new UsageError(`Expected at least 2 labels in the training data, got ${labels.length}.`);
  checkLabels(dataset.validation, labels);
  checkLabels(dataset.test, labels);
  return { labels, ...dataset };
}

/** For regression. */
export function loadTargetTable(spec: TabularRegressionSpec, studySeed: number): TabularDataset<number> {
  const dataset = load(spec, readTargets, {
    parts: ({ length }, shares) => shuffledSplit(length, shares, splitRng(studySeed)),
    folds: ({ length }, count) => stratifiedFolds(new Array<string>(length).fill(''), count, foldsRng(studySeed)),
  });
  const [first] = dataset.train.targets;
  if (dataset.train.targets.some((target) => target !== first)) return dataset;
  throw new UsageError(`Expected different numbers in column "${spec.data.label}" of the training data, got only ${first}.`);
}

/** Throws a UsageError when there is none. */
export function testPart<Target>({ test }: TabularDataset<Target>): Part<Target> {
  if (test.rows.count > 0) return test;
  throw new UsageError('Expected test data, got none: raise its share in `split`, or name a `test` file.');
}

/** How rows are divided, by what is to be predicted of each. */
interface Division<Target> {
  parts(targets: readonly Target[], shares: SplitShares): Split;
  /** The fold of each row, from 0. */
  folds(targets: readonly Target[], count: number): number[];
}

function load<Target>(
  { data, split }: Spec,
  read: (table: Table, column: string) => readonly Target[],
  divide: Division<Target>,
): TabularDataset<Target> {
  const table = readTable(data.train, data);
  const columns = detectColumns(table, data);
  const part = (file: Table): Part<Target> => ({
    rows: readRows(file, columns),
    targets: read(file, data.label),
    path: file.path,
    lines: file.lines,
  });
  const whole = part(table);
  const validation = data.validation === undefined ? undefined : part(readTable(data.validation, data));
  const test = data.test === undefined ? undefined : part(readTable(data.test, data));
  const indices = divide.parts(whole.targets, sharesOfTrain(data, split));
  if (data.folds !== undefined) {
    const train = pick(whole, [...indices.train, ...indices.validation]);
    if (train.rows.count < data.folds) {
      throw new UsageError(
        `Expected at least a row for each of the ${data.folds} \`folds\` in ${data.train}, got ${train.rows.count}.`,
      );
    }
    const folds = divide.folds(train.targets, data.folds);
    return { columns, train, validation: train, test: test ?? pick(whole, indices.test), folds };
  }
  const dataset = {
    columns,
    train: pick(whole, indices.train),
    validation: validation ?? pick(whole, indices.validation),
    test: test ?? pick(whole, indices.test),
  };
  if (dataset.train.rows.count === 0) throw new UsageError(`Expected more rows in ${data.train}: none is left for training.`);
  if (dataset.validation.rows.count > 0) return dataset;
  throw new UsageError('Expected validation data, got none: raise its share in `split`, or name a `validation` file.');
}

/** A part that has no file of its own is cut from the training file, by its share. */
function sharesOfTrain({ validation, test }: TableSource, split: SplitShares): SplitShares {
  const validationShare = validation === undefined ? split[1] : 0;
  const testShare = test === undefined ? split[2] : 0;
  return [1 - validationShare - testShare, validationShare, testShare];
}

/** A part like it, without a row. */
export function emptied<Target>(part: Part<Target>): Part<Target> {
  return pick(part, []);
}

function pick<Target>({ rows, targets, path, lines }: Part<Target>, indices: readonly number[]): Part<Target> {
  return {
    rows: pickRows(rows, indices),
    targets: indices.map((index) => targets[index] as Target),
    path,
    lines: indices.map((index) => lines[index] as number),
  };
}

function checkLabels(part: Part<string>, labels: readonly string[]): void {
  const known = new Set(labels);
  const unknown = part.targets.findIndex((label) => !known.has(label));
  if (unknown === -1) return;
  throw new UsageError(
    `Expected only labels that occur in the training data, got "${part.targets[unknown]}" (${placeOf(part, unknown)}).`,
  );
}

function splitRng(studySeed: number) {
  return createRng(deriveSeed(studySeed, 0, 'split'));
}

function foldsRng(studySeed: number) {
  return createRng(deriveSeed(studySeed, 0, 'folds'));
}
