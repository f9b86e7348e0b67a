import type { TrainingKind } from '../core/task-spec.js';
import { imageClassification } from './image-classification.js';
import type { TaskDescription } from './task-description.js';
import { textClassification } from './text-classification.js';

/** The built-in tasks by the name that sweep files use. */
export const tasks: Readonly<Record<TrainingKind, TaskDescription>> = {
  'text-classification': textClassification,
  'image-classification': imageClassification,
};

export const taskNames = Object.keys(tasks) as readonly TrainingKind[];
