import { Text } from 'ink';
import type { ReactNode } from 'react';
import { look, type Tone } from '../theme.js';

/** A piece of a line in its tone. */
export function Span({ tone = 'plain', children }: { readonly tone?: Tone; readonly children: ReactNode }) {
  return <Text {...look(tone)}>{children}</Text>;
}
