import { UsageError } from '../../../core/errors.js';
import type { SequenceLabellingSpec, SplitShares, TaggedDataSource, TaggedFile } from '../../../core/task-spec.js';
import { DataMistakes } from '../../../data-files/data-mistakes.js';
import { createRng, deriveSeed } from '../../../math/rng.js';
import type { SharedData } from '../../shared-data.js';
import { loadIntlDates } from '../intl-dates.js';
import { stratifiedSplit } from '../split.js';
import { tagsOfTypes, tagType, wellFormed } from './bio.js';
import { nameOf, readTaggedFile } from './tagged-file.js';
import type { TaggedSentence } from './tagged-sentence.js';

/** The three parts of a data set, well-formed, and the tags of all types that training knows. */
export interface TaggedDataset {
  readonly tags: readonly string[];
  readonly train: readonly TaggedSentence[];
  readonly validation: readonly TaggedSentence[];
  readonly test: readonly TaggedSentence[];
}

type Parts = Omit<TaggedDataset, 'tags'>;

/** As `loadTaggedDataset`, which is asked once by all who share the data. */
export function taggedDataset(spec: SequenceLabellingSpec, studySeed: number, shared: SharedData): Promise<TaggedDataset> {
  return shared.getOrMake(taggedDatasetKey(spec, studySeed), () => loadTaggedDataset(spec, studySeed));
}

/** What decides which sentences there are, and in which part. */
export function taggedDatasetKey({ kind, data, split }: SequenceLabellingSpec, studySeed: number): string {
  return JSON.stringify([kind, data, split, studySeed]);
}

/** Loads and splits the data of a task. The study's seed decides the split, so all trials of a study see the same. */
export function loadTaggedDataset({ data, split }: SequenceLabellingSpec, studySeed: number): TaggedDataset {
  const parts = data.kind === 'files' ? loadFiles(data, split, studySeed) : splitByShares(loadIntlDates(), split, studySeed);
  const types = new Set(parts.train.flatMap(typesOf));
  if (types.size === 0) throw new UsageError('Expected entities in the training data, got sentences whose tags are all O.');
  if (parts.validation.length === 0) {
    throw new UsageError('Expected validation data, got none: raise its share in `split`, or name a `validation` file.');
  }
  if (data.kind === 'files') {
    checkTypes(parts.validation, types, data.validation ?? data.train);
    checkTypes(parts.test, types, data.test ?? data.train);
  }
  return { tags: tagsOfTypes(types), ...parts };
}

/** A part that has no file of its own is cut from the training file, by its share. */
function loadFiles(data: Extract<TaggedDataSource, { kind: 'files' }>, split: SplitShares, studySeed: number): Parts {
  const mistakes = new DataMistakes();
  const read = (file: TaggedFile) =>
    mistakes.attempt(() => readTaggedFile(file, data).map((sentence) => ({ ...sentence, tags: wellFormed(sentence.tags) })));
  const train = read(data.train);
  const validation = data.validation === undefined ? undefined : read(data.validation);
  const test = data.test === undefined ? undefined : read(data.test);
  mistakes.throwIfAny();
  const validationShare = validation === undefined ? split[1] : 0;
  const testShare = test === undefined ? split[2] : 0;
  const shares: SplitShares = [1 - validationShare - testShare, validationShare, testShare];
  const parts = splitByShares(train as readonly TaggedSentence[], shares, studySeed);
  return { train: parts.train, validation: validation ?? parts.validation, test: test ?? parts.test };
}

/** Sentences count as of their rarest type, so that the parts have their shares of the rare ones, too. */
function splitByShares(sentences: readonly TaggedSentence[], shares: SplitShares, studySeed: number): Parts {
  const parts = stratifiedSplit(rarestTypes(sentences), shares, createRng(deriveSeed(studySeed, 0, 'split')));
  const at = (indices: readonly number[]) => indices.map((index) => sentences[index] as TaggedSentence);
  return { train: at(parts.train), validation: at(parts.validation), test: at(parts.test) };
}

function rarestTypes(sentences: readonly TaggedSentence[]): string[] {
  const counts = new Map<string, number>();
  for (const type of sentences.flatMap(typesOf)) counts.set(type, (counts.get(type) ?? 0) + 1);
  const countOf = (type: string) => counts.get(type) as number;
  return sentences.map((sentence) => typesOf(sentence).toSorted((a, b) => countOf(a) - countOf(b))[0] ?? '');
}

/** Each once, in the order in which they occur. */
function typesOf({ tags }: TaggedSentence): string[] {
  return [...new Set(tags.flatMap((tag) => tagType(tag) ?? []))];
}

function checkTypes(sentences: readonly TaggedSentence[], known: ReadonlySet<string>, file: TaggedFile): void {
  for (const sentence of sentences) {
    const unknown = typesOf(sentence).find((type) => !known.has(type));
    if (unknown === undefined) continue;
    throw new UsageError(
      `Expected only types that occur in the training data, got "${unknown}" in the sentence at ${nameOf(file)}:${sentence.line}.`,
    );
  }
}
