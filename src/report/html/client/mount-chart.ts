import type * as echarts from 'echarts';
import type { ChartHost } from './page.js';
import type { ReportTheme } from './theme.js';

/** Above so many marks an SVG's elements cost more than their crispness is worth. */
export function mountChart(
  page: ChartHost,
  id: string,
  marks: number,
  draw: (theme: ReportTheme, width: number) => echarts.EChartsOption,
): echarts.ECharts | undefined {
  const mostSvgMarks = 1500;
  const element = document.getElementById(id);
  if (!element) return undefined;
  const chart = page.echarts.init(element, undefined, { renderer: marks > mostSvgMarks ? 'canvas' : 'svg' });
  const redraw = () => {
    const theme = page.readTheme();
    chart.setOption(
      {
        animation: false,
        textStyle: { fontFamily: theme.font },
        tooltip: {
          confine: true,
          backgroundColor: theme.surface,
          borderColor: theme.line,
          padding: 10,
          textStyle: { color: theme.ink, fontSize: 12 },
        },
        ...draw(theme, element.clientWidth),
      },
      { replaceMerge: ['series'] },
    );
  };
  redraw();
  // Brushing announces faster than charts draw: one drawing a frame is enough.
  let scheduled = false;
  page.selection?.onChange(() => {
    if (scheduled) return;
    scheduled = true;
    requestAnimationFrame(() => {
      scheduled = false;
      redraw();
    });
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redraw);
  // Paper is white: the style sheet answers this attribute with the light colours.
  addEventListener('beforeprint', () => {
    document.documentElement.dataset.scheme = 'light';
    redraw();
  });
  addEventListener('afterprint', () => {
    delete document.documentElement.dataset.scheme;
    redraw();
  });
  let width = element.clientWidth;
  new ResizeObserver(() => {
    // Of no width: hidden.
    if (element.clientWidth === width || element.clientWidth === 0) return;
    width = element.clientWidth;
    chart.resize();
    redraw();
  }).observe(element);
  return chart;
}
