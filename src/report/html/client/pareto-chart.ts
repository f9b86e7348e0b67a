import type { ParetoData } from '../pareto-data.js';
import type { Page } from './page.js';

/** Two measures against each other: one mark a complete trial, and a line along the front. */
export function drawPareto(page: Page, id: string, pareto: ParetoData | undefined): void {
  const { trials } = page.data;
  if (!pareto) return;
  const [across, up] = pareto.ranges;
  const clamp = (value: number, { low, high }: { low: number; high: number }) => Math.min(high, Math.max(low, value));
  const placeOf = new Map(
    [...pareto.front, ...pareto.others].map(([number, x, y]): [number, [number, number]] => [
      number,
      [clamp(x, across), clamp(y, up)],
    ]),
  );
  const shown = trials.filter(({ number }) => placeOf.has(number));
  const chart = page.mountChart(page, id, shown.length, (theme) => {
    const axes = page.courseAxes(page, theme, pareto.metrics[0], across.high, up);
    const label = { color: theme.muted, hideOverlap: true, showMinLabel: false, showMaxLabel: false, formatter: page.numberText };
    return {
      ...axes,
      xAxis: { ...axes.xAxis, min: across.low, minInterval: 0, axisLabel: label } as NonNullable<typeof axes.xAxis>,
      series: [
        {
          type: 'line',
          data: pareto.front.map(([number]) => placeOf.get(number) as [number, number]),
          symbol: 'none',
          silent: true,
          lineStyle: { color: theme.best, width: 2, type: 'dashed' },
        },
        ...page.trialMarks(page, theme, page.thinned(page, shown), ({ number }) => placeOf.get(number) as [number, number]),
      ],
    };
  });
  chart?.on('click', ({ name }) => page.selection.selectTrial(Number(name)));
}
