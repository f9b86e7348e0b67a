import type { EChartsOption } from 'echarts';
import type { ValueRange } from '../value-range.js';
import type { Page } from './page.js';
import type { ReportTheme } from './theme.js';

/** The axes of a chart in which the objective's value runs over something counted from 0. */
export function courseAxes(
  { numberText }: Page,
  theme: ReportTheme,
  over: string,
  last: number,
  values: ValueRange,
): EChartsOption {
  const axisLabel = { color: theme.muted, hideOverlap: true };
  return {
    grid: { left: 8, right: 16, top: 12, bottom: 28, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: {
      type: 'value',
      min: 0,
      max: last,
      minInterval: 1,
      name: over,
      nameLocation: 'middle',
      nameGap: 26,
      nameTextStyle: { color: theme.muted },
      axisLabel,
      axisLine: { lineStyle: { color: theme.line } },
      splitLine: { show: false },
    },
    yAxis: {
      type: 'value',
      min: values.low,
      max: values.high,
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { ...axisLabel, showMinLabel: false, showMaxLabel: false, formatter: numberText },
      splitLine: { lineStyle: { color: theme.line } },
    },
  };
}
