import { Text } from 'ink';
import type { Progress } from '../../core/executor.js';
import { fromLoss } from '../../core/objective.js';
import { formatMetric, formatRate } from '../numbers.js';
import type { Activity, StudyState } from '../state.js';
import { bar, count, padded } from '../text.js';
import { Span } from './span.js';

interface Props {
  readonly study: StudyState;
  readonly lines: number;
  readonly width: number;
}

/** What each worker does now: a line each, as long as there is room. */
export function Workers({ study, lines, width }: Props) {
  const { activities } = study;
  const shown = activities.length > lines ? activities.slice(0, lines - 1) : activities;
  const rest = activities.length - shown.length;
  const deviceWidth = Math.min(Math.floor(width / 4), Math.max(0, ...activities.map(({ slot }) => slot.device.length)));
  return (
    <>
      {shown.map((activity) => (
        <Worker key={activity.slot.index} activity={activity} study={study} deviceWidth={deviceWidth} width={width} />
      ))}
      {rest > 0 && <Text wrap="truncate">{`and ${count(rest, 'more worker')}`}</Text>}
    </>
  );
}

interface WorkerProps {
  readonly activity: Activity;
  readonly study: StudyState;
  readonly deviceWidth: number;
  readonly width: number;
}

function Worker({ activity, study, deviceWidth, width }: WorkerProps) {
  const { slot, trialNumber, progress, loss } = activity;
  const { overview } = study;
  const steps = progress?.steps ?? overview?.epochs;
  const value = loss !== undefined && overview ? formatMetric(fromLoss(overview.objective, loss)) : '';
  return (
    <Text wrap="truncate">
      <Span tone="muted">{`${String(slot.index).padStart(2)} ${padded(slot.device, deviceWidth)}  `}</Span>
      {trialNumber === undefined ? (
        <Span tone="muted">idle</Span>
      ) : (
        <>
          <Span tone="running">{`trial ${trialNumber}  `}</Span>
          {progress ? `${epochText(progress, steps)} ${bar(share(progress, steps), barWidth(width))}` : 'starting'}
          {progress?.examplesPerSecond === undefined ? '' : `  ${formatRate(progress.examplesPerSecond).padStart(4)}/s`}
          {value && `  ${value}`}
        </>
      )}
    </Text>
  );
}

function epochText({ step }: Progress, steps: number | undefined): string {
  return steps === undefined ? `epoch ${step}` : `epoch ${String(step).padStart(String(steps).length)}/${steps}`;
}

/** Of all epochs where their number is known, otherwise of the one under way. */
function share({ step, fraction }: Progress, steps: number | undefined): number {
  return steps === undefined ? fraction : (step - 1 + fraction) / steps;
}

function barWidth(width: number): number {
  return Math.max(5, Math.min(40, Math.floor(width / 4)));
}
