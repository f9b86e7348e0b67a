import { mountChart } from '../html/client/mount-chart.js';
import { readTheme } from '../html/client/theme.js';
import { clientScript } from '../html/client-script.js';
import { durationText, numberText } from '../wording.js';
import { chosenEffort } from './client/chosen-effort.js';
import { drawCourses } from './client/courses-chart.js';
import { describeEffort } from './client/describe-effort.js';
import { start } from './client/start.js';

const parts = { numberText, durationText, readTheme, mountChart, describeEffort, chosenEffort, drawCourses };
export type SideBySideParts = typeof parts;

/** The script of the page that puts studies side by side. */
export function sideBySideScript(): string {
  return clientScript(parts, start);
}
