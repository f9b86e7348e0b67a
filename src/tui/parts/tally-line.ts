import type { Tally } from '../../study/tally.js';
import { shortBestText } from '../best-text.js';
import { type Line, pieces } from '../line.js';
import type { StudyState } from '../state.js';
import type { Tone } from '../theme.js';

const counted: readonly (readonly [keyof Tally, Tone])[] = [
  ['complete', 'plain'],
  ['pruned', 'plain'],
  ['paused', 'plain'],
  ['failed', 'bad'],
  ['running', 'running'],
  ['waiting', 'muted'],
];
/** Told although there are none. */
const always: readonly (keyof Tally)[] = ['complete', 'pruned', 'failed'];

/** The best so far, and how many trials are in which state. */
export function tallyLine({ best, counts, overview }: StudyState): Line {
  return pieces(
    best && overview ? [shortBestText(overview, best), 'best'] : ['best: none yet', 'muted'],
    ...counted
      .filter(([state]) => counts[state] > 0 || always.includes(state))
      .map(([state, tone]) => [`  ${counts[state]} ${state}`, counts[state] > 0 ? tone : 'muted'] as const),
  );
}
