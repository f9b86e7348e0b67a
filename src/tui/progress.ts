import type { Purpose } from '../core/trial.js';
import { ended } from '../study/tally.js';
import type { StudyState } from './state.js';

const words: Readonly<Record<Purpose, string>> = { repeat: 'racing', finalize: 'finalizing' };

/** Trials of the search that have ended: what a budget of trials counts. */
export function searched({ counts, repeats }: StudyState): number {
  return ended(counts) - ended(repeats.repeat) - ended(repeats.finalize);
}

/** Trials that are repeats of others. */
export function repeatCount({ repeats }: StudyState): number {
  return [repeats.repeat, repeats.finalize].flatMap(Object.values<number>).reduce((sum, count) => sum + count, 0);
}

/** How far the repeats for a purpose are: `finalizing 4/15`; of a race, which ends when it is decided, of those that are in line. */
export function repeatProgress({ repeats }: StudyState, purpose: Purpose): string {
  const tally = repeats[purpose];
  return `${words[purpose]} ${ended(tally)}/${ended(tally) + tally.running + tally.waiting}`;
}

/** What runs after the search; undefined while it is the search, and when all is done. */
export function phaseText(state: StudyState): string | undefined {
  const open = ({ running, waiting }: StudyState['counts']) => running + waiting > 0;
  const purpose = (['repeat', 'finalize'] as const).find((candidate) => open(state.repeats[candidate]));
  return purpose && repeatProgress(state, purpose);
}
