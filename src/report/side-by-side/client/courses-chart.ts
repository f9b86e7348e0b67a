import type { EChartsOption, LineSeriesOption } from 'echarts';
import type { SideBySidePage } from './page.js';

/** The best value so far of each study, a step line each, over what it had spent. */
export function drawCourses(page: SideBySidePage): void {
  const { metric, values, studies } = page.data;
  const names = { trials: 'trials that have ended', epochs: 'epochs of these trials', time: 'time in which trials ran' };
  const clamp = (value: number) => Math.min(values.high, Math.max(values.low, value));
  const points = studies.reduce((sum, study) => sum + study.points.length, 0);
  page.mountChart(page, 'courses-chart', points, (theme): EChartsOption => {
    const kind = page.effort();
    const axisLabel = { color: theme.muted, hideOverlap: true };
    const named = { nameLocation: 'middle' as const, nameTextStyle: { color: theme.muted } };
    return {
      grid: { left: 30, right: 20, top: 12, bottom: 28, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
      tooltip: {
        trigger: 'axis',
        confine: true,
        backgroundColor: theme.surface,
        borderColor: theme.line,
        textStyle: { color: theme.ink, fontSize: 12 },
        formatter: (hits) => page.describeEffort(page, Number((hits as unknown as { axisValue: number }[])[0]?.axisValue)),
      },
      xAxis: {
        type: 'value',
        min: 0,
        max: 'dataMax',
        name: names[kind],
        nameGap: 26,
        ...named,
        axisLabel: { ...axisLabel, formatter: kind === 'time' ? page.durationText : page.numberText },
        axisLine: { lineStyle: { color: theme.line } },
        splitLine: { show: false },
      },
      yAxis: {
        type: 'value',
        min: values.low,
        max: values.high,
        name: `best ${metric} so far`,
        nameGap: 50,
        ...named,
        axisLabel: { ...axisLabel, showMinLabel: false, showMaxLabel: false, formatter: page.numberText },
        axisLine: { show: false },
        axisTick: { show: false },
        splitLine: { lineStyle: { color: theme.line } },
      },
      series: studies.map(
        (study): LineSeriesOption => ({
          type: 'line',
          name: study.name,
          step: 'end',
          data: study.points.map((point) => [point[kind], clamp(point.value)]),
          symbol: 'none',
          color: study.colour,
          lineStyle: { width: 2.2, type: study.dash },
        }),
      ),
    };
  });
}
