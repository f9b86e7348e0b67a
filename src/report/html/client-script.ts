import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { numberText, shareText } from '../wording.js';
import { courseAxes } from './client/course-axes.js';
import { drawCurves } from './client/curves-chart.js';
import { describeTrial } from './client/describe-trial.js';
import { followBrushes } from './client/follow-brushes.js';
import { drawImportance } from './client/importance-chart.js';
import { enlivenLeaderboard } from './client/leaderboard-table.js';
import { mountChart } from './client/mount-chart.js';
import { drawParallel } from './client/parallel-chart.js';
import { drawParameters } from './client/parameter-charts.js';
import { drawPareto } from './client/pareto-chart.js';
import { drawProgress } from './client/progress-chart.js';
import { createSelection } from './client/selection.js';
import { start } from './client/start.js';
import { readTheme } from './client/theme.js';
import { trialMarks } from './client/trial-marks.js';

const parts = {
  numberText,
  shareText,
  readTheme,
  createSelection,
  describeTrial,
  trialMarks,
  courseAxes,
  followBrushes,
  mountChart,
  enlivenLeaderboard,
  drawProgress,
  drawPareto,
  drawCurves,
  drawImportance,
  drawParallel,
  drawParameters,
};
export type ClientParts = typeof parts;

/**
 * The page's script: the source of each part, handed to `start`. The same from compiled code and from TypeScript run
 * directly, which no bundle would be. Loaders that keep function names wrap functions in `__name`; the page does not need it.
 */
export function clientScript(): string {
  const entries = Object.entries(parts).map(([name, part]) => `${name}: ${part}`);
  return `'use strict';\nconst __name = (part) => part;\n(${start})({\n${entries.join(',\n')}\n}, window.echarts);`;
}

/** Apache ECharts in one script, with its licence on top. */
export function chartLibrary(): string {
  const path = createRequire(import.meta.url).resolve('echarts/dist/echarts.min.js');
  return readFileSync(path, 'utf8');
}
