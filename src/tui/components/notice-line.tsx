import { Text } from 'ink';
import { formatElapsed } from '../duration.js';
import type { Notice } from '../state.js';
import { printable } from '../text.js';
import { Span } from './span.js';

/** The last thing that the study had to say, and how long ago. */
export function NoticeLine({ notice, now }: { readonly notice: Notice; readonly now: number }) {
  return (
    <Text wrap="truncate">
      <Span tone="muted">{`${formatElapsed(Math.max(0, now - notice.at))} ago: `}</Span>
      <Span tone={notice.level === 'warning' ? 'warning' : 'plain'}>{printable(notice.message)}</Span>
    </Text>
  );
}
