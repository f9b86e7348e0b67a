import type { Trial, TrialState } from '../core/trial.js';

/** How many trials are in which state; the paused, which may go on, apart from the pruned. */
export type Tally = Readonly<Record<TrialState | 'paused', number>>;

export const emptyTally: Tally = { complete: 0, pruned: 0, paused: 0, failed: 0, running: 0, waiting: 0 };

export function tallyOf(trials: readonly Trial[]): Tally {
  const tally = { ...emptyTally };
  for (const trial of trials) tally[tallied(trial)]++;
  return tally;
}

/** Where a tally has the trial. */
export function tallied(trial: Trial): keyof Tally {
  return trial.state === 'pruned' && trial.paused ? 'paused' : trial.state;
}

/** Trials that have come to an end, if only for now. */
export function ended({ complete, pruned, paused, failed }: Tally): number {
  return complete + pruned + paused + failed;
}

/** Those that there are, and `always`: `5 complete, 3 paused`. */
export function tallyText(tally: Tally, always: readonly (keyof Tally)[] = []): string {
  const states = Object.keys(emptyTally) as (keyof Tally)[];
  return states.flatMap((state) => (tally[state] > 0 || always.includes(state) ? [`${tally[state]} ${state}`] : [])).join(', ');
}
