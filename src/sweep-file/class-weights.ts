import * as z from 'zod';
import { isListed } from '../core/distribution.js';
import type { TaskSpec } from '../core/task-spec.js';
import type { DraftParameter } from './parameters.js';
import type { Problems } from './problems.js';

const weight = z.number('a number above 0').positive('a number above 0');

/** `task.class_weights` of the tasks that tell classes apart. Whether there are such classes, the data check says. */
export const classWeightsSchema = z.record(z.string(), weight, 'a mapping of classes to what they weigh, such as { spam: 5 }');

/** Checks that the weights are there that the parameter `class_weights` may ask for, and that none are given for no use. */
export function checkClassWeights(task: TaskSpec | undefined, parameters: readonly DraftParameter[], problems: Problems): void {
  const parameter = parameters.find(({ name }) => name === 'class_weights');
  if (task === undefined || !parameter?.distribution || !isListed(parameter.distribution)) return;
  const areGiven = 'classWeights' in task;
  const mayBeUsed = parameter.distribution.choices.includes('given');
  if (mayBeUsed && !areGiven) {
    problems.add(parameter.path, 'needs the weights that are given: `task.class_weights`, such as { spam: 5 }');
  }
  // A trial that does not have the parameter uses them.
  if (areGiven && !mayBeUsed && parameter.when === undefined) {
    problems.warn(['task', 'class_weights'], 'has no effect: the parameter `class_weights` is never "given"');
  }
}
