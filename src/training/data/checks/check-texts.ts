import type { TextClassificationSpec } from '../../../core/task-spec.js';
import type { Params } from '../../../core/trial.js';
import type { SharedData } from '../../shared-data.js';
import { readTextHyperparameters } from '../../text-hyperparameters.js';
import { synonymsOf } from '../text-augmentation/sources.js';
import { textDataset } from '../text-dataset.js';
import { textWarnings } from './text-warnings.js';
import { checkWeightedClasses } from './weighted-classes.js';

/** What is doubtful about the files of a text-classification task. @throws UsageError for files that cannot be trained on */
export async function checkTexts(
  spec: TextClassificationSpec,
  studySeed: number,
  params: Params,
  data: SharedData,
): Promise<string[]> {
  synonymsOf(spec.augmentation ?? {});
  // The names that come with Node are right as they are, and take a while to gather.
  if (spec.data.kind !== 'files' && spec.classWeights === undefined) return [];
  const dataset = await textDataset(spec, studySeed, data);
  checkWeightedClasses(spec.classWeights, dataset.labels);
  if (spec.data.kind !== 'files') return [];
  const { max_length: maxLength, tokens } = readTextHyperparameters(params);
  // A byte-pair token is a word at most.
  return textWarnings(dataset, {
    maxLength,
    tokens: tokens === 'characters' ? tokens : 'words',
  });
}
