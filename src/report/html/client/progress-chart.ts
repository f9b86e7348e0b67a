import type { ScatterSeriesOption } from 'echarts';
import type { TrialData } from '../report-data.js';
import type { Page } from './page.js';

/** The best value so far as a step line, over one mark a trial. */
export function drawProgress(page: Page): void {
  const { data, selection } = page;
  const { low, high } = data.values;
  const clamp = (value: number) => Math.min(high, Math.max(low, value));
  const worst = data.objective.goal === 'maximize' ? low : high;

  let best: number | undefined;
  const incumbents = data.trials.map(({ number, state, value }) => {
    const better = value !== null && (best === undefined || (data.objective.goal === 'maximize' ? value > best : value < best));
    if (state === 'complete' && better) best = value;
    return [number, best ?? null];
  });

  const chart = page.mountChart(page, 'progress-chart', data.trials.length * 2, (theme) => {
    const marks = (name: string, trials: readonly TrialData[], look: ScatterSeriesOption): ScatterSeriesOption => ({
      type: 'scatter',
      name,
      data: trials.map((trial) => [trial.number, clamp(trial.value ?? worst)]),
      tooltip: {
        formatter: (point) => page.describeTrial(page, trials[(point as { dataIndex: number }).dataIndex] as TrialData),
      },
      ...look,
    });
    const inState = (state: TrialData['state']) => data.trials.filter((trial) => trial.state === state);
    const axisLabel = { color: theme.muted, hideOverlap: true };
    return {
      grid: { left: 8, right: 16, top: 12, bottom: 28, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
      xAxis: {
        type: 'value',
        min: 0,
        max: Math.max(1, data.trials.length - 1),
        minInterval: 1,
        name: 'trial',
        nameLocation: 'middle',
        nameGap: 26,
        nameTextStyle: { color: theme.muted },
        axisLabel,
        axisLine: { lineStyle: { color: theme.line } },
        splitLine: { show: false },
      },
      yAxis: {
        type: 'value',
        min: low,
        max: high,
        axisLabel: { ...axisLabel, showMinLabel: false, showMaxLabel: false, formatter: page.numberText },
        splitLine: { lineStyle: { color: theme.line } },
      },
      series: [
        marks('pruned', inState('pruned'), { symbol: 'triangle', symbolSize: 7, itemStyle: { color: theme.pruned } }),
        marks('failed', inState('failed'), {
          symbol: 'path://M0 0L2 0L5 3L8 0L10 0L10 2L7 5L10 8L10 10L8 10L5 7L2 10L0 10L0 8L3 5L0 2Z',
          symbolSize: 7,
          itemStyle: { color: theme.failed },
        }),
        marks('complete', inState('complete'), { symbolSize: 7, itemStyle: { color: theme.complete, opacity: 0.75 } }),
        {
          type: 'line',
          name: 'best so far',
          step: 'end',
          data: incumbents,
          symbol: 'none',
          silent: true,
          lineStyle: { color: theme.best, width: 2 },
        },
        marks(
          'best',
          data.trials.filter(({ number }) => number === data.best),
          {
            symbolSize: 11,
            itemStyle: { color: theme.best, borderColor: theme.surface, borderWidth: 2 },
          },
        ),
        marks(
          'selected',
          data.trials.filter(({ number }) => number === selection.trial()),
          {
            symbolSize: 13,
            silent: true,
            itemStyle: { color: 'transparent', borderColor: theme.ink, borderWidth: 2 },
          },
        ),
      ],
    };
  });
  chart?.on('click', ({ value }) => selection.selectTrial((value as number[])[0]));
}
