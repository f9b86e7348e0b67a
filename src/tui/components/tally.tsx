import { Text } from 'ink';
import type { TrialState } from '../../core/trial.js';
import { shortBestText } from '../best-text.js';
import type { StudyState } from '../state.js';
import type { Tone } from '../theme.js';
import { Span } from './span.js';

const counted: readonly (readonly [TrialState, Tone])[] = [
  ['complete', 'plain'],
  ['pruned', 'plain'],
  ['failed', 'bad'],
  ['running', 'running'],
  ['waiting', 'muted'],
];

/** The best so far, and how many trials are in which state. */
export function Tally({ study }: { readonly study: StudyState }) {
  const { best, counts, overview } = study;
  return (
    <Text wrap="truncate">
      {best && overview ? <Span tone="best">{shortBestText(overview, best)}</Span> : <Span tone="muted">best: none yet</Span>}
      {counted.map(([state, tone]) =>
        counts[state] > 0 || state === 'complete' || state === 'pruned' || state === 'failed' ? (
          <Span key={state} tone={counts[state] > 0 ? tone : 'muted'}>{`  ${counts[state]} ${state}`}</Span>
        ) : null,
      )}
    </Text>
  );
}
