import { Text } from 'ink';
import type { StudyOverview } from '../../core/events.js';
import { describeSpec } from '../words.js';
import { Span } from './span.js';

/** Which study, what it is after and how it searches. */
export function Title({ overview }: { readonly overview: StudyOverview }) {
  const { name, objective, sampler, pruner } = overview;
  return (
    <Text wrap="truncate">
      <Span tone="title">{name}</Span>
      {`  ${objective.goal} ${objective.metric}  `}
      <Span tone="muted">sampler</Span>
      {` ${describeSpec(sampler)}  `}
      <Span tone="muted">pruner</Span>
      {` ${describeSpec(pruner)}`}
    </Text>
  );
}
