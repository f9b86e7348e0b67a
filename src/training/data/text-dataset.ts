import type { SplitShares, TextClassificationSpec, TextDataSource } from '../../core/task-spec.js';
import { DataMistakes } from '../../data-files/data-mistakes.js';
import { createRng, deriveSeed } from '../../math/rng.js';
import type { SharedData } from '../shared-data.js';
import { loadIntlLanguages } from './intl-languages.js';
import { type LabelledTexts, pick } from './labelled-texts.js';
import { stratifiedSplit } from './split.js';
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
  const labels = [...new Set(parts.train.labels)].sort();
  if (labels.length < 2) mistakes.add(`Expected at least 2 labels in the training data, got ${labels.length}.`);
  if (parts.validation.texts.length === 0) {
    mistakes.add('Expected validation data, got none: raise its share in `split`, or name a `validation` file.');
  }
  for (const part of [parts.validation, parts.test]) checkLabels(part, labels, mistakes);
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
  const validationShare = validation === undefined ? split[1] : 0;
  const testShare = test === undefined ? split[2] : 0;
  const shares: SplitShares = [1 - validationShare - testShare, validationShare, testShare];
  const parts = splitByShares(train as LabelledTexts, shares, studySeed);
  return { train: parts.train, validation: validation ?? parts.validation, test: test ?? parts.test };
}

function splitByShares(source: LabelledTexts, shares: SplitShares, studySeed: number): Parts {
  const split = stratifiedSplit(source.labels, shares, createRng(deriveSeed(studySeed, 0, 'split')));
  return { train: pick(source, split.train), validation: pick(source, split.validation), test: pick(source, split.test) };
}

/** A label that training does not know cannot be told. Each is told once, where it first occurs. */
function checkLabels(part: LabelledTexts, labels: readonly string[], mistakes: DataMistakes): void {
  const known = new Set(labels);
  for (const [index, label] of part.labels.entries()) {
    if (known.has(label)) continue;
    known.add(label);
    const place = part.path === undefined ? '' : ` (${part.path}:${part.lines?.[index]})`;
    mistakes.add(`Expected only labels that occur in the training data, got "${label}"${place}.`);
  }
}
