import { parseTrialFilter } from '../../study/trial-filter.js';
import { durationText, numberText, shareText, timeText } from '../wording.js';
import { chooseColumns } from './client/choose-columns.js';
import { drawContour } from './client/contour-chart.js';
import { courseAxes } from './client/course-axes.js';
import { drawCurves } from './client/curves-chart.js';
import { describeTrial } from './client/describe-trial.js';
import { describeValues } from './client/describe-values.js';
import { filterTrials } from './client/filter-trials.js';
import { followBrushes } from './client/follow-brushes.js';
import { drawImportance } from './client/importance-chart.js';
import { enlivenLeaderboard } from './client/leaderboard-table.js';
import { mountChart } from './client/mount-chart.js';
import { drawParallel } from './client/parallel-chart.js';
import { drawParameter } from './client/parameter-chart.js';
import { drawPareto } from './client/pareto-chart.js';
import { drawPickedCurve } from './client/picked-curve.js';
import { drawProgress } from './client/progress-chart.js';
import { drawSearchGain } from './client/search-gain-chart.js';
import { createSelection } from './client/selection.js';
import { start } from './client/start.js';
import { readTheme } from './client/theme.js';
import { thinned } from './client/thinned.js';
import { drawTimeline } from './client/timeline-chart.js';
import { trialFacts, trialSummary } from './client/trial-facts.js';
import { trialFields } from './client/trial-fields.js';
import { trialMarks } from './client/trial-marks.js';
import { showPickedTrial } from './client/trial-panel.js';
import { unpack } from './client/unpack.js';
import { clientScript } from './client-script.js';

const parts = {
  numberText,
  shareText,
  durationText,
  timeText,
  unpack,
  readTheme,
  createSelection,
  describeTrial,
  describeValues,
  thinned,
  trialMarks,
  courseAxes,
  followBrushes,
  mountChart,
  enlivenLeaderboard,
  chooseColumns,
  parseTrialFilter,
  trialFields,
  filterTrials,
  trialSummary,
  trialFacts,
  drawPickedCurve,
  showPickedTrial,
  drawSearchGain,
  drawProgress,
  drawPareto,
  drawCurves,
  drawImportance,
  drawContour,
  drawTimeline,
  drawParallel,
  drawParameter,
};
export type ClientParts = typeof parts;

/** The script of a study's report. */
export function reportScript(): string {
  return clientScript(parts, start);
}
