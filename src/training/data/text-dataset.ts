import type { SplitShares, TextClassificationSpec, TextDataSource } from '../../core/task-spec.js';
import { DataMistakes } from '../../data-files/data-mistakes.js';
import { createRng, deriveSeed } from '../../math/rng.js';
import type { SharedData } from '../shared-data.js';
import { loadIntlLanguages } from './intl-languages.js';
import { knownLabels, type PlacedLabels } from './known-labels.js';
import { type LabelledTexts, pick } from './labelled-texts.js';
import { sharesOfTrain, stratifiedSplit } from './split.js';
import { readTextFile } from './text-file.js';

/** The three parts of a data set and the labels that training knows, in code-unit order. */
export interface TextDataset {
  readonly labels: readonly string[];
  readonly train: LabelledTexts;
  readonly validation: LabelledTexts;
  readonly test: LabelledTexts;
}

type Source = Pick<TextClassificationSpec, 'data' | 'split'>;

/** As `loadTextDataset`, which is asked once by all who share the data. */
export function textDataset(source: Source, studySeed: number, data: SharedData): Promise<TextDataset> {
  return data.getOrMake(textDatasetKey(source, studySeed), () => loadTextDataset(source, studySeed));
}

/** What decides which texts there are, and in which part. */
export function textDatasetKey({ data, split }: Source, studySeed: number): string {
  return JSON.stringify([data, split, studySeed]);
}

/**
 * Loads and splits the data of a task. The study's seed decides the split, so all trials of a study see the same.
 * @throws DataError with all that is wrong with them
 */
export function loadTextDataset({ data, split }: Source, studySeed: number): TextDataset {
  const parts = data.kind === 'files' ? loadFiles(data, split, studySeed) : splitByShares(loadIntlLanguages(), split, studySeed);
  const mistakes = new DataMistakes();
  const labels = knownLabels(parts.train.labels, [parts.validation, parts.test].map(placed), mistakes);
  if (parts.validation.texts.length === 0) {
    mistakes.add('Expected validation data, got none: raise its share in `split`, or name a `validation` file.');
  }
  mistakes.throwIfAny();
  return { labels, ...parts };
}

type Parts = Omit<TextDataset, 'labels'>;

/** A part that has no file of its own is cut from the training file, by its share. */
function loadFiles(data: Extract<TextDataSource, { kind: 'files' }>, split: SplitShares, studySeed: number): Parts {
  const mistakes = new DataMistakes();
  const read = (path: string) => mistakes.attempt(() => readTextFile(path, data, mistakes));
  const train = read(data.train);
  const validation = data.validation === undefined ? undefined : read(data.validation);
  const test = data.test === undefined ? undefined : read(data.test);
  mistakes.throwIfAny();
  const parts = splitByShares(train as LabelledTexts, sharesOfTrain(data, split), studySeed);
  return { train: parts.train, validation: validation ?? parts.validation, test: test ?? parts.test };
}

function splitByShares(source: LabelledTexts, shares: SplitShares, studySeed: number): Parts {
  const split = stratifiedSplit(source.labels, shares, createRng(deriveSeed(studySeed, 0, 'split')));
  return { train: pick(source, split.train), validation: pick(source, split.validation), test: pick(source, split.test) };
}

function placed({ labels, lines, path }: LabelledTexts): PlacedLabels {
  return { labels, place: (index) => (path === undefined ? undefined : `${path}:${lines?.[index]}`) };
}
