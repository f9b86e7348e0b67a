import type { SequenceLabellingSpec, TaggedFile } from '../../../core/task-spec.js';
import type { Params } from '../../../core/trial.js';
import type { SharedData } from '../../shared-data.js';
import { taggedDataset } from '../tagging/tagged-dataset.js';
import { nameOf } from '../tagging/tagged-file.js';
import type { TaggedSentence } from '../tagging/tagged-sentence.js';
import { synonymsOf } from '../text-augmentation/sources.js';
import type { CheckedPart } from './checked-part.js';
import { duplicateWarnings } from './duplicate-warnings.js';

/** What is doubtful about tagged sentences in files. @throws UsageError for files that cannot be trained on */
export async function checkSentences(
  { data, ...spec }: SequenceLabellingSpec,
  studySeed: number,
  _params: Params,
  shared: SharedData,
): Promise<string[]> {
  synonymsOf(spec.augmentation ?? {});
  // The dates that Node can write are right as they are, and take a while to write.
  if (data.kind !== 'files') return [];
  const { train, validation, test, warnings } = await taggedDataset({ data, ...spec }, studySeed, shared);
  const parts = {
    training: checked('training', train, data.train),
    validation: checked('validation', validation, data.validation ?? data.train),
    test: checked('test', test, data.test ?? data.train),
  };
  return [...warnings, ...duplicateWarnings(parts, 'sentences')];
}

function checked(name: CheckedPart['name'], sentences: readonly TaggedSentence[], file: TaggedFile): CheckedPart {
  return {
    name,
    labels: sentences.map(({ tags }) => tags.join(' ')),
    contents: sentences.map(({ tokens }) => tokens.join(' ')),
    place: (index) => `${nameOf(file)}:${sentences[index]?.line}`,
  };
}
