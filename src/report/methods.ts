import type { StudyRecord } from '../core/study-record.js';
import type { StudySpec } from '../core/study-spec.js';
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
    ...severalSeeds(spec),
  ];
}

function severalSeeds({ repeats, finalize }: StudySpec): string[] {
  const racers = repeats && (repeats.top === 'all' ? 'all complete configurations' : `the ${repeats.top} best configurations`);
  const dropping = repeats?.drop
    ? '; one that looked worse than the best (one-sided t tests on common seeds, Holm, 5 % a round) ran no further'
    : '';
  return [
    ...(repeats ? [`After the search ${racers} ran again, under up to ${repeats.seeds} seeds each${dropping}.`] : []),
    ...(finalize
      ? [`In the end the ${finalize.top} best configurations were trained anew, under ${finalize.seeds} fresh seeds each.`]
      : []),
  ];
}
