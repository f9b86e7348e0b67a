import type { Progress } from '../../core/executor.js';
import { fromLoss } from '../../core/objective.js';
import { type Line, line, pieces } from '../line.js';
import { formatMetric, formatRate } from '../numbers.js';
import type { Activity, StudyState } from '../state.js';
import { bar, count, padded } from '../text.js';

/** What each worker does now: a line each, as long as there is room. */
export function workerLines(study: StudyState, lines: number, width: number): Line[] {
  const { activities } = study;
  const shown = activities.length > lines ? activities.slice(0, lines - 1) : activities;
  const rest = activities.length - shown.length;
  const deviceWidth = Math.min(Math.floor(width / 4), Math.max(0, ...activities.map(({ slot }) => slot.device.length)));
  return [
    ...shown.map((activity) => workerLine(activity, study, deviceWidth, width)),
    ...(rest > 0 ? [line(`and ${count(rest, 'more worker')}`)] : []),
  ];
}

function workerLine(
  { slot, trialNumber, progress, loss }: Activity,
  { overview }: StudyState,
  deviceWidth: number,
  width: number,
): Line {
  const place = [`${String(slot.index).padStart(2)} ${padded(slot.device, deviceWidth)}  `, 'muted'] as const;
  if (trialNumber === undefined) return pieces(place, ['idle', 'muted']);
  const steps = progress?.steps ?? overview?.epochs;
  const rate = progress?.examplesPerSecond;
  return pieces(
    place,
    [`trial ${trialNumber}  `, 'running'],
    progress ? epochText(progress, steps) : 'starting',
    progress && tells(progress, steps) ? ` ${bar(share(progress, steps), barWidth(width))}` : '',
    rate === undefined ? '' : `  ${formatRate(rate).padStart(4)}/s`,
    loss !== undefined && overview ? `  ${formatMetric(fromLoss(overview.objective, loss))}` : '',
  );
}

function epochText({ step }: Progress, steps: number | undefined): string {
  return steps === undefined ? `epoch ${step}` : `epoch ${String(step).padStart(String(steps).length)}/${steps}`;
}

/** A function that only reports is, by what it says, at the end of an epoch all the time. */
function tells({ fraction }: Progress, steps: number | undefined): boolean {
  return steps !== undefined || fraction < 1;
}

/** Of all epochs where their number is known, otherwise of the one under way. */
function share({ step, fraction }: Progress, steps: number | undefined): number {
  return steps === undefined ? fraction : (step - 1 + fraction) / steps;
}

function barWidth(width: number): number {
  return Math.max(5, Math.min(40, Math.floor(width / 4)));
}
