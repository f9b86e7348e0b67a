import type { ScatterSeriesOption } from 'echarts';
import type { TrialData } from '../report-data.js';
import type { Page } from './page.js';

/** One chart a parameter: its values against the objective's. */
export function drawParameters(page: Page): void {
  const { data, selection } = page;
  const { low, high } = data.values;
  const worst = data.objective.goal === 'maximize' ? low : high;
  data.axes.forEach((axis, index) => {
    const present = data.trials.filter(({ positions, state }) => positions[index] !== null && state !== 'waiting');
    const band = axis.kind === 'categorical' ? 0.6 / axis.ticks.length : 0;
    // Marks of one category stand side by side: the golden ratio's multiples fill a band evenly, in whatever number they come.
    const spread = (trial: TrialData) => band * (((trial.number * 0.618034) % 1) - 0.5);
    const place = (trial: TrialData) => [
      (trial.positions[index] ?? 0) + spread(trial),
      Math.min(high, Math.max(low, trial.value ?? worst)),
    ];
    const chart = page.mountChart(page, `parameter-chart-${index}`, present.length, (theme) => {
      const kept = selection.kept();
      const marks = (trials: readonly TrialData[], look: ScatterSeriesOption): ScatterSeriesOption => ({
        type: 'scatter',
        data: trials.map((trial) => ({
          value: place(trial),
          name: String(trial.number),
          ...(kept && !kept.has(trial.number) && { itemStyle: { opacity: 0.1 } }),
        })),
        tooltip: {
          formatter: (point) => page.describeTrial(page, trials[(point as { dataIndex: number }).dataIndex] as TrialData),
        },
        ...look,
      });
      const inState = (state: TrialData['state']) => present.filter((trial) => trial.state === state);
      const ticks = axis.ticks.map(({ at }) => at);
      return {
        grid: { left: 4, right: 14, top: 10, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
        xAxis: {
          type: 'value',
          min: axis.kind === 'categorical' ? 0 : -0.03,
          max: axis.kind === 'categorical' ? 1 : 1.03,
          axisTick: { show: true, customValues: ticks },
          axisLabel: {
            customValues: ticks,
            formatter: (at: number) => axis.ticks.find((tick) => Math.abs(tick.at - at) < 1e-9)?.text ?? '',
            color: theme.muted,
            fontSize: 11,
            hideOverlap: true,
            ...(axis.kind === 'categorical' && { width: 200 / axis.ticks.length, overflow: 'truncate' as const }),
          },
          axisLine: { show: true, lineStyle: { color: theme.line } },
          splitLine: { show: false },
        },
        yAxis: {
          type: 'value',
          min: low,
          max: high,
          axisLabel: {
            color: theme.muted,
            fontSize: 11,
            showMinLabel: false,
            showMaxLabel: false,
            hideOverlap: true,
            formatter: page.numberText,
          },
          splitNumber: 4,
          splitLine: { lineStyle: { color: theme.line } },
        },
        series: [
          marks(inState('pruned'), { symbol: 'triangle', symbolSize: 6, itemStyle: { color: theme.pruned, opacity: 0.8 } }),
          marks(inState('failed'), {
            symbol: 'path://M0 0L2 0L5 3L8 0L10 0L10 2L7 5L10 8L10 10L8 10L5 7L2 10L0 10L0 8L3 5L0 2Z',
            symbolSize: 6,
            itemStyle: { color: theme.failed },
          }),
          marks(inState('complete'), { symbolSize: 7, itemStyle: { color: theme.complete, opacity: 0.75 } }),
          marks(
            present.filter(({ number }) => number === data.best),
            {
              symbolSize: 11,
              itemStyle: { color: theme.best, borderColor: theme.surface, borderWidth: 2 },
            },
          ),
          marks(
            present.filter(({ number }) => number === selection.trial()),
            {
              symbolSize: 13,
              silent: true,
              itemStyle: { color: 'transparent', borderColor: theme.ink, borderWidth: 2 },
            },
          ),
        ],
      };
    });
    chart?.on('click', ({ name }) => selection.selectTrial(Number(name)));
  });
}
