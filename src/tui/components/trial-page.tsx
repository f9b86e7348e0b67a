import { Text } from 'ink';
import type { Line } from '../trial-page.js';
import { Span } from './span.js';

interface Props {
  readonly lines: readonly Line[];
  readonly top: number;
  readonly height: number;
}

/** The opened trial, from its line `top` on. */
export function TrialPage({ lines, top, height }: Props) {
  return lines.slice(top, top + height).map((line, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place on the screen.
    <Text key={i} wrap="truncate">
      {line.text === '' ? ' ' : <Span tone={line.tone}>{line.text}</Span>}
    </Text>
  ));
}
