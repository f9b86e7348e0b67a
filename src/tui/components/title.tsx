import { Text } from 'ink';
import type { StudyOverview } from '../../core/events.js';
import { describeAims, describeSpec } from '../words.js';
import { Span } from './span.js';

interface Props {
  readonly overview: StudyOverview;
  /** Which of how many studies. */
  readonly among?: readonly [number, number] | undefined;
}

/** Which study, what it is after and how it searches. */
export function Title({ overview, among }: Props) {
  const { name, sampler, pruner } = overview;
  return (
    <Text wrap="truncate">
      {among && <Span tone="muted">{`[${among[0]}/${among[1]}] `}</Span>}
      <Span tone="title">{name}</Span>
      {`  ${describeAims(overview)}  `}
      <Span tone="muted">sampler</Span>
      {` ${describeSpec(sampler)}  `}
      <Span tone="muted">pruner</Span>
      {` ${describeSpec(pruner)}`}
    </Text>
  );
}
