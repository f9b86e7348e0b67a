import type { ECharts } from 'echarts';
import type { TrialData } from '../report-data.js';
import type { Page } from './page.js';

export interface ParallelRow {
  readonly trial: TrialData;
  /** Where the line meets each axis: 0 to 1, or below for what the trial does not have. */
  readonly at: readonly number[];
}

/** Keeps the trials that pass through a marked range on every axis that has one. */
export function followBrushes({ selection }: Page, chart: ECharts, rows: readonly ParallelRow[]): void {
  const brushes = new Map<number, [number, number][]>();
  const within =
    (position = Number.NaN) =>
    ([from, to]: [number, number]) =>
      from <= position && position <= to;
  const passes = ({ at }: ParallelRow) => [...brushes].every(([axis, ranges]) => ranges.some(within(at[axis])));

  chart.on('axisareaselected', (event) => {
    const { parallelAxisId, intervals } = event as { parallelAxisId?: string; intervals?: [number, number][] };
    if (parallelAxisId === undefined || intervals === undefined) return;
    const index = Number(parallelAxisId.replace('axis-', ''));
    if (intervals.length > 0) brushes.set(index, intervals);
    else brushes.delete(index);
    const kept = rows.filter(passes).map(({ trial }) => trial.number);
    selection.keep('brushes', brushes.size > 0 ? new Set(kept) : undefined);
  });
  document.getElementById('show-all-again')?.addEventListener('click', () => {
    for (const index of [...brushes.keys()])
      chart.dispatchAction({ type: 'axisAreaSelect', parallelAxisId: `axis-${index}`, intervals: [] });
  });
}
