import { Text } from 'ink';
import type { StudyOverview } from '../../core/events.js';
import { describeAims, describeSpec } from '../words.js';
import { Span } from './span.js';

/** Which study, what it is after and how it searches. */
export function Title({ overview }: { readonly overview: StudyOverview }) {
  const { name, sampler, pruner } = overview;
  return (
    <Text wrap="truncate">
      <Span tone="title">{name}</Span>
      {`  ${describeAims(overview)}  `}
      <Span tone="muted">sampler</Span>
      {` ${describeSpec(sampler)}  `}
      <Span tone="muted">pruner</Span>
      {` ${describeSpec(pruner)}`}
    </Text>
  );
}
