import { fromLoss } from '../../core/objective.js';
import type { StudyRecord } from '../../core/study-record.js';
import { objectivesOf } from '../../core/study-spec.js';
import { type FinishedTrial, isFinished, stepsOf } from '../../core/trial.js';
import { incumbent } from '../../study/leaderboard.js';

/** What a study had spent at some moment. */
export interface Effort {
  /** Trials that had ended. */
  readonly trials: number;
  /** Steps that they had reported. */
  readonly epochs: number;
  /** Milliseconds in which at least one trial ran: interruptions do not count. */
  readonly time: number;
}

export type EffortKind = keyof Effort;

/** The best value so far, by effort. */
export interface Course {
  /** Where the best became better: by rising effort, values from worse to better. */
  readonly improvements: readonly (Effort & { readonly value: number })[];
  /** When the trial ended that the study has for its best. */
  readonly found?: Effort;
  readonly spent: Effort;
}

/** In the order in which the trials ended; with several objectives the value is of the first of them. */
export function courseOf({ spec, trials }: Pick<StudyRecord, 'spec' | 'trials'>): Course {
  const ended = trials.filter(isFinished).sort((a, b) => a.finishedAt - b.finishedAt || a.number - b.number);
  const busyUntil = busyTime(ended);
  const best = incumbent(trials, objectivesOf(spec))?.number;
  const improvements: Course['improvements'][number][] = [];
  let found: Effort | undefined;
  let spent: Effort = { trials: 0, epochs: 0, time: 0 };
  let lowest = Number.POSITIVE_INFINITY;
  for (const trial of ended) {
    spent = { trials: spent.trials + 1, epochs: spent.epochs + stepsOf(trial), time: busyUntil(trial.finishedAt) };
    if (trial.number === best) found = spent;
    // What another seed makes of the same parameters is nothing that the search found.
    if (trial.state !== 'complete' || trial.repeatOf !== undefined || !(trial.loss < lowest)) continue;
    lowest = trial.loss;
    improvements.push({ ...spent, value: fromLoss(spec.objective, lowest) });
  }
  return { improvements, ...(found && { found }), spent };
}

/** The best value with no more than this effort; undefined where nothing was complete by then. */
export function bestWithin({ improvements }: Course, kind: EffortKind, most: number): number | undefined {
  return improvements.findLast((improvement) => improvement[kind] <= most)?.value;
}

/** How many milliseconds at least one of the trials ran, up to a moment; to be asked for rising moments. */
function busyTime(trials: readonly FinishedTrial[]): (until: number) => number {
  // A promoted trial is known by its last stretch alone; others ran during its earlier ones.
  const stretches: [from: number, to: number][] = [];
  for (const { startedAt, finishedAt } of trials.toSorted((a, b) => a.startedAt - b.startedAt)) {
    const last = stretches.at(-1);
    if (last !== undefined && startedAt <= last[1]) last[1] = Math.max(last[1], finishedAt);
    else stretches.push([startedAt, finishedAt]);
  }
  let passed = 0;
  let total = 0;
  return (until) => {
    for (let next = stretches[passed]; next !== undefined && next[1] <= until; next = stretches[++passed])
      total += next[1] - next[0];
    const current = stretches[passed];
    return total + (current === undefined ? 0 : Math.max(0, until - current[0]));
  };
}
