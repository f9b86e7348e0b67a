import type { CustomSeriesOption, EChartsOption, LineSeriesOption } from 'echarts';
import type { ComparisonData } from '../comparison-data.js';
import type { ComparisonPage } from './page.js';

/** The mean regret of each method over the cost of its trials, in a band from quartile to quartile. */
export function drawRegrets(page: ComparisonPage): void {
  const { metric, budget, range, methods } = page.data;
  const points = methods.reduce((sum, { curve }) => sum + curve.length, 0);
  page.mountChart(page, 'regret-chart', points, (theme): EChartsOption => {
    const line = ({ name, colour, dash, curve }: ComparisonData['methods'][number]): LineSeriesOption => ({
      type: 'line',
      name,
      data: curve.map(([cost, mean]) => [cost, mean]),
      symbol: 'none',
      color: colour,
      lineStyle: { width: 2.2, type: dash },
      z: 3,
    });
    const band = ({ name, colour, curve }: ComparisonData['methods'][number]): CustomSeriesOption => ({
      type: 'custom',
      name,
      silent: true,
      clip: true,
      z: 2,
      data: curve.length > 0 ? [[curve[0]?.[0] ?? 0, range[0]]] : [],
      renderItem: (_, api) => ({
        type: 'polygon',
        silent: true,
        shape: {
          points: [
            ...curve.map(([cost, , low]) => api.coord([cost, low])),
            ...curve.map(([cost, , , high]) => api.coord([cost, high])).reverse(),
          ],
        },
        style: { fill: colour, opacity: 0.13 },
      }),
    });
    const axisLabel = { color: theme.muted, hideOverlap: true, formatter: page.numberText };
    const named = { nameLocation: 'middle' as const, nameTextStyle: { color: theme.muted } };
    return {
      grid: { left: 30, right: 20, top: 12, bottom: 28, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
      tooltip: {
        trigger: 'axis',
        confine: true,
        backgroundColor: theme.surface,
        borderColor: theme.line,
        textStyle: { color: theme.ink, fontSize: 12 },
        formatter: (hits) => page.describeCost(page, Number((hits as unknown as { axisValue: number }[])[0]?.axisValue)),
      },
      xAxis: {
        type: 'value',
        min: 0,
        max: budget,
        name: 'cost of all trials',
        nameGap: 26,
        ...named,
        axisLabel,
        axisLine: { lineStyle: { color: theme.line } },
        splitLine: { show: false },
      },
      yAxis: {
        type: 'log',
        min: range[0],
        max: range[1],
        name: `mean regret (${metric})`,
        nameGap: 50,
        ...named,
        axisLabel,
        axisLine: { show: false },
        axisTick: { show: false },
        splitLine: { lineStyle: { color: theme.line } },
      },
      series: [...methods.map(band), ...methods.map(line)],
    };
  });
}
