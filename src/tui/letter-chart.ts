import { formatMetric } from './numbers.js';

/** A line of a chart: a height above each of the same places from left to right. */
export interface ChartLine {
  /** One character that draws it, so that lines are told apart without colour. */
  readonly letter: string;
  /** Not finite: nothing is drawn there. */
  readonly values: readonly number[];
}

export interface LetterChartOptions {
  readonly width: number;
  readonly height: number;
  /** What stands at the left and the right end of the axis below. */
  readonly ends: readonly [left: string, right: string];
}

/**
 * Lines over one another, on a logarithmic scale where all values are positive and span over a power of ten. Zero and less
 * lie at the bottom of such a scale. Where lines meet, the first one is seen. Empty when nothing is finite.
 */
export function letterChart(lines: readonly ChartLine[], { width, height, ends }: LetterChartOptions): string[] {
  const finite = lines.flatMap(({ values }) => values.filter(Number.isFinite));
  if (finite.length === 0) return [];
  const [low, high] = rangeOf(finite);
  const isLog = low > 0 && high / low > 10;
  const scale = (value: number) => (isLog ? Math.log(Math.max(low, value)) : value);
  const labels = [formatMetric(high), formatMetric(low)];
  const margin = Math.max(...labels.map((label) => label.length));
  const places = Math.max(2, width - margin - 2);

  const cells = Array.from({ length: height }, () => new Array<string>(places).fill(' '));
  for (const { letter, values } of lines.toReversed()) {
    for (let place = 0; place < places; place++) {
      const value = values[Math.round((place / (places - 1)) * (values.length - 1))] as number;
      if (!Number.isFinite(value)) continue;
      const share = high > low ? (scale(value) - scale(low)) / (scale(high) - scale(low)) : 0;
      const row = cells[height - 1 - Math.round(Math.max(0, share) * (height - 1))] as string[];
      row[place] = letter;
    }
  }
  const drawn = cells.map((row, line) => {
    const label = line === 0 ? labels[0] : line === height - 1 ? labels[1] : '';
    return `${(label ?? '').padStart(margin)} ┤${row.join('')}`.trimEnd();
  });
  const [left, right] = ends;
  return [...drawn, `${' '.repeat(margin + 2)}${left}${right.padStart(places - left.length)}`];
}

/** From the lowest positive value where there is one: zero has no place on a logarithmic scale. */
function rangeOf(values: readonly number[]): [low: number, high: number] {
  const positive = values.filter((value) => value > 0);
  const low = positive.length > 0 && values.every((value) => value >= 0) ? Math.min(...positive) : Math.min(...values);
  return [low, Math.max(...values)];
}
