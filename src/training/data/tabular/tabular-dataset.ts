import { UsageError } from '../../../core/errors.js';
import type { SplitShares, TabularClassificationSpec, TabularRegressionSpec } from '../../../core/task-spec.js';
import { DataMistakes } from '../../../data-files/data-mistakes.js';
import { createRng, deriveSeed } from '../../../math/rng.js';
import type { SharedData } from '../../shared-data.js';
import { knownLabels } from '../known-labels.js';
import { type Split, sharesOfTrain, shuffledSplit, stratifiedFolds, stratifiedSplit } from '../split.js';
import type { Columns } from './columns.js';
import { type Part, pickPart, type ReadTargets, readFileParts } from './part.js';
import { placeOf } from './table.js';
import { readLabels, readTargets } from './targets.js';

/** The three parts of a data set, each with all of the columns. */
export interface TabularDataset<Target> {
  readonly columns: Columns;
  readonly train: Part<Target>;
  readonly validation: Part<Target>;
  readonly test: Part<Target>;
  /** What is doubtful about the columns of the training file, a sentence each. */
  readonly warnings: readonly string[];
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
  const mistakes = new DataMistakes();
  const others = [dataset.validation, dataset.test].map((part) => ({
    labels: part.targets,
    place: (row: number) => placeOf(part, row),
  }));
  const labels = knownLabels(dataset.train.targets, others, mistakes);
  mistakes.throwIfAny();
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

function load<Target>({ data, split }: Spec, read: ReadTargets<Target>, divide: Division<Target>): TabularDataset<Target> {
  const { columns, warnings, ...files } = readFileParts(data, read);
  const indices = divide.parts(files.train.targets, sharesOfTrain(data, split));
  const test = files.test ?? pickPart(files.train, indices.test);
  if (data.folds !== undefined) {
    const train = pickPart(files.train, [...indices.train, ...indices.validation]);
    if (train.rows.count < data.folds) {
      throw new UsageError(
        `Expected at least a row for each of the ${data.folds} \`folds\` in ${data.train}, got ${train.rows.count}.`,
      );
    }
    const folds = divide.folds(train.targets, data.folds);
    return { columns, warnings, train, validation: train, test, folds };
  }
  const train = pickPart(files.train, indices.train);
  const validation = files.validation ?? pickPart(files.train, indices.validation);
  if (train.rows.count === 0) throw new UsageError(`Expected more rows in ${data.train}: none is left for training.`);
  if (validation.rows.count > 0) return { columns, warnings, train, validation, test };
  throw new UsageError('Expected validation data, got none: raise its share in `split`, or name a `validation` file.');
}

function splitRng(studySeed: number) {
  return createRng(deriveSeed(studySeed, 0, 'split'));
}

function foldsRng(studySeed: number) {
  return createRng(deriveSeed(studySeed, 0, 'folds'));
}
