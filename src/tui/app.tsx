import { Box, type Key, Text, useInput, useStdin } from 'ink';
import { useEffect } from 'react';
import type { Line } from './line.js';
import { printable } from './text.js';
import { look } from './theme.js';

interface Props {
  /** Those that are to be drawn now, one below another. */
  readonly lines: readonly Line[];
  /** In characters. */
  readonly width: number;
  readonly onKey: (input: string, key: Key) => void;
  /** However the view ends, by `done`, a signal or an exit: Ink unmounts it. */
  readonly onLeave: () => void;
}

/** Lines in the looks of their tones, and the keys. */
export function App({ lines, width, onKey, onLeave }: Props) {
  // Without a terminal at the input, as in `hypersweep run x < list`, there are no keys.
  useInput(onKey, { isActive: useStdin().isRawModeSupported === true });
  useEffect(() => onLeave, [onLeave]);
  return (
    <Box flexDirection="column" width={width} height={lines.length}>
      {lines.map((pieces, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place on the screen.
        <Text key={i} wrap="truncate">
          {pieces.length === 0 && ' '}
          {pieces.map(({ text, tone, isSelected = false }, k) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a piece is its place in the line.
            <Text key={k} {...look(tone)} {...(isSelected && { inverse: true })}>
              {printable(text)}
            </Text>
          ))}
        </Text>
      ))}
    </Box>
  );
}
