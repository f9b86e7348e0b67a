import { valueCount } from '../core/distribution.js';
import type { StudyOverview } from '../core/events.js';
import type { StudySpec } from '../core/study-spec.js';

/** What a view needs to know of a study before its first event. */
export function overviewOf({ name, objective, sampler, pruner, budget, space, task }: StudySpec, folder?: string): StudyOverview {
  return {
    name,
    objective,
    sampler,
    pruner,
    budget,
    parameterNames: space.parameters.map((parameter) => parameter.name),
    searchedNames: space.parameters.filter(({ distribution }) => valueCount(distribution) > 1).map((parameter) => parameter.name),
    ...(task.epochs !== undefined && { epochs: task.epochs }),
    ...(folder !== undefined && { folder }),
  };
}
