import type { StudyRecord } from '../core/study-record.js';
import { choiceText } from './wording.js';

/** How the study searched, beyond its sampler's and pruner's names: a sentence an item. */
export function methodNotes({ spec, choices = [] }: StudyRecord): string[] {
  const { parameters, constraints = [], derived = [] } = spec.space;
  return [
    ...choices,
    ...constraints.map(({ source }) => `Only points that fulfil "${source}" were tried.`),
    ...derived.map(({ name, source }) => `${name} follows from the parameters: "${source}".`),
    ...parameters.flatMap(({ name, prior }) =>
      prior
        ? [`Good values of ${name} were expected around ${choiceText(prior.centre)}, with ${prior.confidence} confidence.`]
        : [],
    ),
    ...(spec.repeats !== undefined && spec.repeats > 1 ? [`Up to ${spec.repeats} trials could have the same parameters.`] : []),
  ];
}
