import type { Page } from './page.js';

/** The best value so far as a step line, over one mark a trial. */
export function drawProgress(page: Page): void {
  const { data, selection } = page;
  const { low, high } = data.values;
  const clamp = (value: number) => Math.min(high, Math.max(low, value));
  const worst = data.objective.goal === 'maximize' ? low : high;

  const started = data.trials.filter(({ state }) => state !== 'waiting');

  let best: number | undefined;
  const incumbents = data.trials.map(({ number, state, value }) => {
    const better = value !== null && (best === undefined || (data.objective.goal === 'maximize' ? value > best : value < best));
    if (state === 'complete' && better) best = value;
    return [number, best ?? null];
  });

  const chart = page.mountChart(page, 'progress-chart', data.trials.length * 2, (theme) => {
    const axisLabel = { color: theme.muted, hideOverlap: true };
    return {
      grid: { left: 8, right: 16, top: 12, bottom: 28, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
      xAxis: {
        type: 'value',
        min: 0,
        max: Math.max(1, data.trials.at(-1)?.number ?? 1),
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
        axisLine: { show: false },
        axisTick: { show: false },
        min: low,
        max: high,
        axisLabel: { ...axisLabel, showMinLabel: false, showMaxLabel: false, formatter: page.numberText },
        splitLine: { lineStyle: { color: theme.line } },
      },
      series: [
        {
          type: 'line',
          step: 'end',
          data: incumbents,
          symbol: 'none',
          silent: true,
          lineStyle: { color: theme.best, width: 2 },
        },
        ...page.trialMarks(page, theme, started, (trial) => [trial.number, clamp(trial.value ?? worst)]),
      ],
    };
  });
  chart?.on('click', ({ name }) => selection.selectTrial(Number(name)));
}
