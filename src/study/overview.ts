import { valueCount } from '../core/distribution.js';
import type { StudyOverview } from '../core/events.js';
import type { StudySpec } from '../core/study-spec.js';

/** What a view needs to know of a study before its first event. */
export function overviewOf(spec: StudySpec, folder?: string): StudyOverview {
  const { name, objective, furtherObjectives, sampler, pruner, budget, repeats, finalize, space, task } = spec;
  const { parameters, derived } = space;
  return {
    name,
    objective,
    ...(furtherObjectives?.length && { furtherObjectives }),
    sampler,
    pruner,
    budget,
    parameterNames: parameters.map((parameter) => parameter.name),
    searchedNames: parameters.filter(({ distribution }) => valueCount(distribution) > 1).map((parameter) => parameter.name),
    parameters,
    ...(derived?.length && { derived }),
    ...(repeats && { repeats }),
    ...(finalize && { finalize }),
    ...(task.epochs !== undefined && { epochs: task.epochs }),
    ...(folder !== undefined && { folder }),
  };
}
