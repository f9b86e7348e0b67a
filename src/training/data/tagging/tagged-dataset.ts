import type { SequenceLabellingSpec, SplitShares, TaggedDataSource, TaggedFile } from '../../../core/task-spec.js';
import { DataMistakes } from '../../../data-files/data-mistakes.js';
import { createRng, deriveSeed } from '../../../math/rng.js';
import type { SharedData } from '../../shared-data.js';
import { shareOf } from '../checks/checked-part.js';
import { loadIntlDates } from '../intl-dates.js';
import { sharesOfTrain, stratifiedSplit } from '../split.js';
import { beginsInside, tagsOfTypes, tagType, wellFormed } from './bio.js';
import { nameOf, readTaggedFile } from './tagged-file.js';
import type { TaggedSentence } from './tagged-sentence.js';

/** The three parts of a data set, well-formed, and the tags of all types that training knows. */
export interface TaggedDataset {
  readonly tags: readonly string[];
  readonly train: readonly TaggedSentence[];
  readonly validation: readonly TaggedSentence[];
  readonly test: readonly TaggedSentence[];
  /** What is doubtful about the tags of the files, a sentence each. */
  readonly warnings: readonly string[];
}

type Parts = Omit<TaggedDataset, 'tags' | 'warnings'>;

/** As `loadTaggedDataset`, which is asked once by all who share the data. */
export function taggedDataset(spec: SequenceLabellingSpec, studySeed: number, shared: SharedData): Promise<TaggedDataset> {
  return shared.getOrMake(taggedDatasetKey(spec, studySeed), () => loadTaggedDataset(spec, studySeed));
}

/** What decides which sentences there are, and in which part. */
export function taggedDatasetKey({ kind, data, split }: SequenceLabellingSpec, studySeed: number): string {
  return JSON.stringify([kind, data, split, studySeed]);
}

/**
 * Loads and splits the data of a task. The study's seed decides the split, so all trials of a study see the same.
 * @throws DataError with all that is wrong with them
 */
export function loadTaggedDataset({ data, split }: SequenceLabellingSpec, studySeed: number): TaggedDataset {
  if (data.kind !== 'files') {
    const parts = splitByShares(loadIntlDates(), split, studySeed);
    return { tags: tagsOfTypes(typesIn(parts.train)), ...parts, warnings: [] };
  }
  const files = readFiles(data);
  const parts = fill(files, split, studySeed);
  const types = typesIn(parts.train);
  const mistakes = new DataMistakes();
  if (types.size === 0) mistakes.add('Expected entities in the training data, got sentences whose tags are all O.');
  if (parts.validation.length === 0) {
    mistakes.add('Expected validation data, got none: raise its share in `split`, or name a `validation` file.');
  }
  checkTypes(parts.validation, types, data.validation ?? data.train, mistakes);
  checkTypes(parts.test, types, data.test ?? data.train, mistakes);
  mistakes.throwIfAny();
  return { tags: tagsOfTypes(types), ...parts, warnings: files.warnings };
}

interface Files {
  readonly train: readonly TaggedSentence[];
  readonly validation?: readonly TaggedSentence[];
  readonly test?: readonly TaggedSentence[];
  readonly warnings: readonly string[];
}

/** Every sentence in well-formed tags. */
function readFiles(data: Extract<TaggedDataSource, { kind: 'files' }>): Files {
  const mistakes = new DataMistakes();
  const warnings: string[] = [];
  const read = (file: TaggedFile | undefined) => {
    const sentences = file === undefined ? undefined : mistakes.attempt(() => readTaggedFile(file, data));
    if (sentences === undefined) return undefined;
    warnings.push(...insideWarnings(sentences, file as TaggedFile));
    return sentences.map((sentence) => ({ ...sentence, tags: wellFormed(sentence.tags) }));
  };
  const [train, validation, test] = [read(data.train), read(data.validation), read(data.test)];
  mistakes.throwIfAny();
  return {
    train: train as readonly TaggedSentence[],
    ...(validation && { validation }),
    ...(test && { test }),
    warnings: [...new Set(warnings)],
  };
}

/** Entities whose first tag is an I are the rule in one scheme (IOB1) and a mistake in another. */
function insideWarnings(sentences: readonly TaggedSentence[], file: TaggedFile): string[] {
  const found = sentences.filter(({ tags }) => beginsInside(tags));
  const [first] = found;
  if (first === undefined) return [];
  const share = shareOf(found.length, sentences.length, `sentences of ${nameOf(file)}`);
  return [
    `${share} have an entity that begins with I- instead of B-, first the one in line ${first.line}: taken as if it were B-.`,
  ];
}

/** A part that has no file of its own is cut from the training file, by its share. */
function fill(files: Files, split: SplitShares, studySeed: number): Parts {
  const parts = splitByShares(files.train, sharesOfTrain(files, split), studySeed);
  return { train: parts.train, validation: files.validation ?? parts.validation, test: files.test ?? parts.test };
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

function typesIn(sentences: readonly TaggedSentence[]): ReadonlySet<string> {
  return new Set(sentences.flatMap(typesOf));
}

/** A type that training does not know cannot be told. Each is told once, where it first occurs. */
function checkTypes(
  sentences: readonly TaggedSentence[],
  types: ReadonlySet<string>,
  file: TaggedFile,
  mistakes: DataMistakes,
): void {
  const known = new Set(types);
  for (const sentence of sentences) {
    for (const type of typesOf(sentence)) {
      if (known.has(type)) continue;
      known.add(type);
      mistakes.add(
        `Expected only types that occur in the training data, got "${type}" in the sentence at ${nameOf(file)}:${sentence.line}.`,
      );
    }
  }
}
