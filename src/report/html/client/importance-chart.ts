import type { Page } from './page.js';

/** How much each parameter matters: a bar each, the longest on top. */
export function drawImportance(page: Page): void {
  const { importance } = page.data;
  page.mountChart(page, 'importance-chart', importance.length, (theme, width) => ({
    grid: { left: 4, right: 56, top: 4, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    tooltip: { show: false },
    xAxis: { type: 'value', min: 0, max: importance[0]?.share ?? 1, show: false },
    yAxis: {
      type: 'category',
      inverse: true,
      data: importance.map(({ name }) => name),
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { color: theme.ink, interval: 0, width: width / 3, overflow: 'truncate' },
    },
    series: [
      {
        type: 'bar',
        data: importance.map(({ share }) => share),
        barMaxWidth: 14,
        silent: true,
        itemStyle: { color: theme.complete, borderRadius: [0, 3, 3, 0] },
        label: {
          show: true,
          position: 'right',
          color: theme.muted,
          formatter: ({ value }) => page.shareText(Number(value)),
        },
      },
    ],
  }));
}
