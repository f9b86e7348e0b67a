import type { ImageClassificationSpec } from '../../../core/task-spec.js';
import type { Params } from '../../../core/trial.js';
import type { SharedData } from '../../shared-data.js';
import { imageDataset } from '../image-dataset.js';
import { checkWeightedClasses } from './weighted-classes.js';

/** What is doubtful about the images of a classification. @throws UsageError for images that cannot be trained on */
export async function checkImages(
  spec: ImageClassificationSpec,
  studySeed: number,
  _params: Params,
  data: SharedData,
): Promise<readonly string[]> {
  const { labels, warnings } = await imageDataset(spec, studySeed, data);
  checkWeightedClasses(spec.classWeights, labels);
  return warnings;
}
