import type { StudyOverview } from '../core/events.js';
import { fromLoss } from '../core/objective.js';
import { objectivesOf } from '../core/study-spec.js';
import type { CompleteTrial } from '../core/trial.js';
import { formatMetric } from './numbers.js';
import { expectedText } from './standing-text.js';

/** The best trial by its objective: `best val_accuracy 0.8123 (trial 17)`; with several objectives by all of them. */
export function bestText(overview: StudyOverview, best: CompleteTrial): string {
  if (overview.furtherObjectives) return `first of the Pareto front ${valuesText(overview, best)} (trial ${best.number})`;
  return `best ${overview.objective.metric} ${valueText(overview, best)} (trial ${best.number})`;
}

/** Of one objective, where the metric is said already: `best 0.8123 (trial 17)`. */
export function shortBestText(overview: StudyOverview, best: CompleteTrial): string {
  return `best ${valueText(overview, best)} (trial ${best.number})`;
}

/** Where there is little room: `front of 7, first trial 17: val_accuracy 0.8123, latency 12.5`. */
export function frontText(overview: StudyOverview, best: CompleteTrial, size: number): string {
  return `front of ${size}, first trial ${best.number}: ${valuesText(overview, best)}`;
}

function valuesText(overview: StudyOverview, { metrics }: CompleteTrial): string {
  return objectivesOf(overview)
    .map(({ metric }) => `${metric} ${formatMetric(metrics[metric] ?? Number.NaN)}`)
    .join(', ');
}

/** With fresh seeds what to expect of it: `0.8012 ±0.0060`, `0.7931 (0.7850 to 0.7990)`. */
function valueText({ objective }: StudyOverview, { loss, standing }: CompleteTrial): string {
  return standing ? expectedText(standing, objective) : formatMetric(fromLoss(objective, loss));
}
