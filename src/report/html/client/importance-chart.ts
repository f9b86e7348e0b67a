import type { BarSeriesOption } from 'echarts';
import type { Page } from './page.js';

/** How much each parameter matters, in all of the space and near the best: two bars each, the longest on top. */
export function drawImportance(page: Page): void {
  const { importance } = page.data;
  const largest = Math.max(...importance.flatMap(({ share, near }) => [share, near]));
  page.mountChart(page, 'importance-chart', importance.length * 2, (theme, width) => {
    const bars = (shares: readonly number[], color: string): BarSeriesOption => ({
      type: 'bar',
      data: [...shares],
      barMaxWidth: 11,
      barGap: '10%',
      silent: true,
      itemStyle: { color, borderRadius: [0, 2, 2, 0] },
      label: {
        show: true,
        position: 'right',
        color: theme.muted,
        fontSize: 11,
        formatter: ({ value }) => page.shareText(Number(value)),
      },
    });
    return {
      grid: { left: 4, right: 56, top: 4, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
      tooltip: { show: false },
      xAxis: { type: 'value', min: 0, max: largest, show: false },
      yAxis: {
        type: 'category',
        inverse: true,
        data: importance.map(({ name }) => name),
        axisLine: { show: false },
        axisTick: { show: false },
        axisLabel: { color: theme.ink, interval: 0, width: width / 3, overflow: 'truncate' },
      },
      series: [
        bars(
          importance.map(({ share }) => share),
          theme.complete,
        ),
        bars(
          importance.map(({ near }) => near),
          theme.best,
        ),
      ],
    };
  });
}
