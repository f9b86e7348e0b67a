import type { Page } from './page.js';

/** The objective over the steps of the trial that is picked. */
export function drawPickedCurve(page: Page): void {
  const { data, selection } = page;
  const mostMarks = 1000; // A curve has at most 500 points, each with a mark.
  page.mountChart(page, 'trial-curve', mostMarks, (theme) => {
    const trial = data.trials.find(({ number }) => number === selection.trial());
    const curve = trial?.curve ?? [];
    const { low, high } = data.curveValues;
    const axes = page.courseAxes(page, theme, 'epoch', Math.max(2, curve.at(-1)?.[0] ?? 0), data.curveValues);
    const colour = trial?.number === data.best ? theme.best : theme.complete;
    return {
      ...axes,
      series: [
        {
          type: 'line',
          data: curve.map(([step, value]) => ({
            name: page.numberText(value),
            value: [step, Math.min(high, Math.max(low, value))],
          })),
          symbolSize: curve.length > 60 ? 3 : 6,
          itemStyle: { color: colour },
          lineStyle: { color: colour, width: 2 },
          tooltip: {
            formatter: (point) => {
              const { name, value } = point as unknown as { name: string; value: readonly [number, number] };
              return page.describeValues([[data.objective.metric, name]], `Epoch ${value[0]}`);
            },
          },
        },
      ],
    };
  });
}
