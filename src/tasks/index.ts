import type { TrainingKind } from '../core/task-spec.js';
import { imageClassification } from './image-classification.js';
import { sequenceLabelling } from './sequence-labelling.js';
import { tabularClassification } from './tabular-classification.js';
import { tabularRegression } from './tabular-regression.js';
import type { TaskDescription } from './task-description.js';
import { textClassification } from './text-classification.js';

/** The built-in tasks by the name that sweep files use. */
export const tasks: Readonly<Record<TrainingKind, TaskDescription>> = {
  'text-classification': textClassification,
  'image-classification': imageClassification,
  'sequence-labelling': sequenceLabelling,
  'tabular-classification': tabularClassification,
  'tabular-regression': tabularRegression,
};

export const taskNames = Object.keys(tasks) as readonly TrainingKind[];
