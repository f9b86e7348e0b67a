import type * as echarts from 'echarts';
import type { ComparisonParts } from '../comparison-script.js';

/** Brings the page to life: the one function that the page calls itself. */
export function start(parts: ComparisonParts, library: typeof echarts): void {
  const data = JSON.parse(document.getElementById('report-data')?.textContent ?? '');
  parts.drawRegrets({ ...parts, data, echarts: library });
}
