import type { StudyOverview } from '../../core/events.js';
import type { CompleteTrial } from '../../core/trial.js';
import type { Tally } from '../../study/tally.js';
import { frontText, shortBestText } from '../best-text.js';
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
const GAP = '  ';
/** Told although there are none. */
const always: readonly (keyof Tally)[] = ['complete', 'pruned', 'failed'];

/**
 * The best so far, and how many trials are in which state. Of several objectives the values may fill the line: there the numbers come
 * first.
 */
export function tallyLine(state: StudyState): Line {
  const { best, counts, overview, firstFront } = state;
  const states = counted
    .filter(([each]) => counts[each] > 0 || always.includes(each))
    .map(([each, tone]) => [`${counts[each]} ${each}`, counts[each] > 0 ? tone : 'muted'] as const);
  const first = best && overview ? ([firstText(state, best, overview), 'best'] as const) : (['best: none yet', 'muted'] as const);
  const parts = firstFront ? [...states, ...(best ? [first] : [])] : [first, ...states];
  return pieces(...parts.flatMap((part, i) => (i === 0 ? [part] : [GAP, part])));
}

function firstText({ firstFront }: StudyState, best: CompleteTrial, overview: StudyOverview): string {
  return firstFront ? frontText(overview, best, firstFront.fronts[0]?.members.length ?? 0) : shortBestText(overview, best);
}
