import { courseOf, lastStep } from '../core/course.js';
import type { SearchSpace } from '../core/search-space.js';
import { type FailedTrial, type FailureReason, isFinished, type PrunedTrial, type Trial } from '../core/trial.js';
import { type Region, type Where, whereAre } from '../study/where-failed.js';
import { choiceText } from './wording.js';

export interface FailureGroup {
  readonly reason: FailureReason;
  readonly trialNumbers: readonly number[];
  /** Of the first such trial. */
  readonly message: string;
  /** The part of the space where such failures are, if one stands out. */
  readonly where?: Where;
}

/** What went wrong, the most frequent reason first, and where in the space. */
export function failuresByReason(trials: readonly Trial[], space: Pick<SearchSpace, 'parameters'>): FailureGroup[] {
  const groups = new Map<FailureReason, FailedTrial[]>();
  for (const trial of trials)
    if (trial.state === 'failed') groups.set(trial.reason, [...(groups.get(trial.reason) ?? []), trial]);
  return [...groups]
    .map(([reason, group]) => {
      const members = new Set<Trial>(group);
      const where = whereAre(space, trials.filter(isFinished), (trial) => members.has(trial));
      return {
        reason,
        trialNumbers: group.map(({ number }) => number),
        message: group[0]?.message ?? '',
        ...(where && { where }),
      };
    })
    .sort((a, b) => b.trialNumbers.length - a.trialNumbers.length);
}

export interface PrunedGroup {
  /** The step of the last report. */
  readonly step: number;
  readonly trialNumbers: readonly number[];
  /** Of the last such trial, which was judged against the most others. */
  readonly explanation: string;
}

/** What was stopped early, by the step at which it was. */
export function prunedByStep(trials: readonly Trial[]): PrunedGroup[] {
  const groups = new Map<number, PrunedTrial[]>();
  for (const trial of trials) {
    if (trial.state !== 'pruned') continue;
    const step = lastStep(courseOf(trial));
    groups.set(step, [...(groups.get(step) ?? []), trial]);
  }
  return [...groups]
    .map(([step, group]) => ({
      step,
      trialNumbers: group.map(({ number }) => number),
      explanation: group.at(-1)?.explanation ?? '',
    }))
    .sort((a, b) => a.step - b.step);
}

/** `31 of 33 trials with learning_rate from 0.05; 2 of 167 elsewhere` */
export function whereText({ regions, inside, of, outside, ofOutside }: Where): string {
  const place = regions.map(regionText).join(' and ');
  return `${inside} of ${of} trials with ${place}; ${outside} of ${ofOutside} elsewhere`;
}

function regionText({ name, from, to, choices }: Region): string {
  if (choices) return `${name} ${choices.map(choiceText).join(' or ')}`;
  return from === undefined ? `${name} up to ${choiceText(to ?? null)}` : `${name} from ${choiceText(from)}`;
}
