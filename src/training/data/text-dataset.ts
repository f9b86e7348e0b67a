import { UsageError } from '../../core/errors.js';
import type { SplitShares, TextClassificationSpec, TextDataSource } from '../../core/task-spec.js';
import { createRng, deriveSeed } from '../../math/rng.js';
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

/** Loads and splits the data of a task. The study's seed decides the split, so all trials of a study see the same. */
export function loadTextDataset(task: TextClassificationSpec, studySeed: number): TextDataset {
  const { data, split } = task;
  const parts = data.kind === 'files' ? loadFiles(data, split, studySeed) : splitByShares(loadIntlLanguages(), split, studySeed);
  const labels = [...new Set(parts.train.labels)].sort();
  if (labels.length < 2) throw new UsageError(`Expected at least 2 labels in the training data, got ${labels.length}.`);
  if (parts.validation.texts.length === 0) {
    throw new UsageError('Expected validation data, got none: raise its share in `split`, or name a `validation` file.');
  }
  if (data.kind === 'files') {
    checkLabels(parts.validation, labels, data.validation ?? data.train);
    checkLabels(parts.test, labels, data.test ?? data.train);
  }
  return { labels, ...parts };
}

type Parts = Omit<TextDataset, 'labels'>;

/** A part that has no file of its own is cut from the training file, by its share. */
function loadFiles(data: Extract<TextDataSource, { kind: 'files' }>, split: SplitShares, studySeed: number): Parts {
  const validation = data.validation === undefined ? undefined : readTextFile(data.validation, data);
  const test = data.test === undefined ? undefined : readTextFile(data.test, data);
  const validationShare = validation === undefined ? split[1] : 0;
  const testShare = test === undefined ? split[2] : 0;
  const shares: SplitShares = [1 - validationShare - testShare, validationShare, testShare];
  const parts = splitByShares(readTextFile(data.train, data), shares, studySeed);
  return { train: parts.train, validation: validation ?? parts.validation, test: test ?? parts.test };
}

function splitByShares(source: LabelledTexts, shares: SplitShares, studySeed: number): Parts {
  const split = stratifiedSplit(source.labels, shares, createRng(deriveSeed(studySeed, 0, 'split')));
  return { train: pick(source, split.train), validation: pick(source, split.validation), test: pick(source, split.test) };
}

function checkLabels(part: LabelledTexts, labels: readonly string[], path: string): void {
  const known = new Set(labels);
  const unknown = part.labels.findIndex((label) => !known.has(label));
  if (unknown === -1) return;
  throw new UsageError(
    `Expected only labels that occur in the training data, got "${part.labels[unknown]}" (${path}:${part.lines?.[unknown]}).`,
  );
}
