import { mountChart } from '../html/client/mount-chart.js';
import { readTheme } from '../html/client/theme.js';
import { clientScript } from '../html/client-script.js';
import { numberText } from '../wording.js';
import { describeCost } from './client/describe-cost.js';
import { drawRegrets } from './client/regret-chart.js';
import { start } from './client/start.js';

const parts = { numberText, readTheme, mountChart, describeCost, drawRegrets };
export type ComparisonParts = typeof parts;

/** The script of the page about a comparison. */
export function comparisonScript(): string {
  return clientScript(parts, start);
}
