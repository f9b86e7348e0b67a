import { Text } from 'ink';
import type { Tally } from '../../study/tally.js';
import { shortBestText } from '../best-text.js';
import type { StudyState } from '../state.js';
import type { Tone } from '../theme.js';
import { Span } from './span.js';

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
export function TallyLine({ study }: { readonly study: StudyState }) {
  const { best, counts, overview } = study;
  return (
    <Text wrap="truncate">
      {best && overview ? <Span tone="best">{shortBestText(overview, best)}</Span> : <Span tone="muted">best: none yet</Span>}
      {counted
        .filter(([state]) => counts[state] > 0 || always.includes(state))
        .map(([state, tone]) => (
          <Span key={state} tone={counts[state] > 0 ? tone : 'muted'}>{`  ${counts[state]} ${state}`}</Span>
        ))}
    </Text>
  );
}
