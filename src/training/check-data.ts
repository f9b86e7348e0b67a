import type { DataFinding } from '../core/data-finding.js';
import { UsageError } from '../core/errors.js';
import type { TrainingKind, TrainingSpec } from '../core/task-spec.js';
import type { Params } from '../core/trial.js';
import { DataError } from '../data-files/data-mistakes.js';
import { checkImages } from './data/checks/check-images.js';
import { checkSentences } from './data/checks/check-sentences.js';
import { checkLabelledTable, checkTargetTable } from './data/checks/check-tables.js';
import { checkTexts } from './data/checks/check-texts.js';
import { ownData, type SharedData } from './shared-data.js';

/** What is doubtful about a task's data, a sentence or two each. @throws UsageError for data that cannot be trained on */
type Check<Spec extends TrainingSpec> = (
  spec: Spec,
  studySeed: number,
  params: Params,
  data: SharedData,
) => Promise<readonly string[]>;

const checks: { readonly [Kind in TrainingKind]: Check<Extract<TrainingSpec, { kind: Kind }>> } = {
  'text-classification': checkTexts,
  'image-classification': checkImages,
  'sequence-labelling': checkSentences,
  'tabular-classification': checkLabelledTable,
  'tabular-regression': checkTargetTable,
};

/**
 * Reads a task's data and looks for what its author should know. Needs no TensorFlow.js, so that a sweep file's data can be checked
 * without starting a worker.
 *
 * @param params what the check may count on: parameters that are fixed, and the largest values of those that are searched
 */
export async function checkData(
  task: TrainingSpec,
  studySeed: number,
  params: Params,
  data: SharedData = ownData,
): Promise<DataFinding[]> {
  const check = checks[task.kind] as Check<TrainingSpec>;
  try {
    const warnings = await check(task, studySeed, params, data);
    return warnings.map((message) => ({ severity: 'warning', message }));
  } catch (error) {
    return errorFindings(error);
  }
}

/** What a UsageError says; throws any other error. */
export function errorFindings(error: unknown): DataFinding[] {
  if (!(error instanceof UsageError)) throw error;
  const messages = error instanceof DataError ? error.mistakes : [error.message];
  return messages.map((message) => ({ severity: 'error', message }));
}
