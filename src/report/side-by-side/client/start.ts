import type * as echarts from 'echarts';
import type { SideBySideParts } from '../page-script.js';

/** Brings the page to life: the one function that the page calls itself. */
export function start(parts: SideBySideParts, library: typeof echarts): void {
  const data = JSON.parse(document.getElementById('report-data')?.textContent ?? '');
  parts.drawCourses({ ...parts, ...parts.chosenEffort(), data, echarts: library });
}
