import type { TrainingKind } from '../../src/core/task-spec.js';
import { predict } from '../../src/training/train.js';
import type { LabelPrediction } from '../../src/trials/model-job.js';

/** What a saved model of a task that tells classes apart makes of the inputs. */
export async function labelled(
  folder: string,
  task: TrainingKind,
  inputs: readonly string[],
  top: number,
): Promise<LabelPrediction[]> {
  return (await predict(folder, task, inputs, top)) as LabelPrediction[];
}
