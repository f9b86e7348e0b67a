import { Text } from 'ink';
import type { Line } from '../line.js';
import { Span } from './span.js';

/** Lines one below another. */
export function Lines({ lines }: { readonly lines: readonly Line[] }) {
  return lines.map((pieces, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place on the screen.
    <Text key={i} wrap="truncate">
      {pieces.length === 0
        ? ' '
        : pieces.map(({ text, tone }, k) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a piece is its place in the line.
            <Span key={k} tone={tone}>
              {text}
            </Span>
          ))}
    </Text>
  ));
}
