import { formatMetric } from './numbers.js';
import { resample } from './sparkline.js';

const EIGHTHS = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
/** Terminal cells that one point may be drawn over. */
const WIDEST_POINT = 4;

/**
 * Values by step as an area chart of `height` lines and at most `width` characters, with the values of its top and bottom
 * at the left and the steps below (one line more). Steps without a finite value are gaps. Empty when nothing is finite.
 */
export function learningCurve(values: readonly number[], steps: readonly number[], width: number, height: number): string[] {
  const finite = values.filter(Number.isFinite);
  if (finite.length === 0 || height < 1) return [];
  const [low, high] = [Math.min(...finite), Math.max(...finite)];
  const labels = [formatMetric(high), formatMetric(low)];
  const margin = Math.max(...labels.map((label) => label.length));
  const points = resample(values, Math.max(1, width - margin - 2));
  const pointWidth = Math.min(WIDEST_POINT, Math.max(1, Math.floor((width - margin - 2) / points.length)));

  // In eighths of a line; the lowest value keeps one, so that it is seen.
  const heights = points.map((value) => {
    if (!Number.isFinite(value)) return 0;
    return high > low ? 1 + Math.round(((value - low) / (high - low)) * (height * 8 - 1)) : height * 4;
  });
  const lines = Array.from({ length: height }, (_, line) => {
    const below = (height - 1 - line) * 8;
    const label = line === 0 ? labels[0] : line === height - 1 ? labels[1] : '';
    const cells = heights.map((eighths) => EIGHTHS[Math.max(0, Math.min(8, eighths - below))]?.repeat(pointWidth));
    return `${(label ?? '').padStart(margin)} ┤${cells.join('')}`.trimEnd();
  });
  return [...lines, axis(steps, margin, points.length * pointWidth)];
}

function axis(steps: readonly number[], margin: number, width: number): string {
  const first = String(steps[0] ?? '');
  const last = steps.length > 1 ? String(steps.at(-1)) : '';
  return `${' '.repeat(margin + 2)}${first}${last.padStart(Math.max(last.length + 1, width - first.length))}`;
}
