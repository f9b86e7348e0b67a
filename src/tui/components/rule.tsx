import { Text } from 'ink';
import { Span } from './span.js';

/** A line across the screen. */
export function Rule({ label, width }: { readonly label?: string; readonly width: number }) {
  const start = label === undefined ? '' : `── ${label} `;
  return (
    <Text wrap="truncate">
      <Span tone="muted">{start + '─'.repeat(Math.max(0, width - start.length))}</Span>
    </Text>
  );
}
