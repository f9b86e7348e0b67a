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
    const place = (trial: TrialData): [number, number] => [
      (trial.positions[index] ?? 0) + spread(trial),
      Math.min(high, Math.max(low, trial.value ?? worst)),
    ];
    const chart = page.mountChart(page, `parameter-chart-${index}`, present.length, (theme, width) => {
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
            ...(axis.kind === 'categorical' && { width: (width - 70) / axis.ticks.length, overflow: 'truncate' as const }),
          },
          axisLine: { show: true, lineStyle: { color: theme.line } },
          splitLine: { show: false },
        },
        yAxis: {
          type: 'value',
          axisLine: { show: false },
          axisTick: { show: false },
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
        series: page.trialMarks(page, theme, present, place),
      };
    });
    chart?.on('click', ({ name }) => selection.selectTrial(Number(name)));
  });
}
