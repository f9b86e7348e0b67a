import type { Page } from './page.js';

/** The best value so far as a step line, over one mark a trial. */
export function drawProgress(page: Page): void {
  const { data, selection } = page;
  const { low, high } = data.values;
  const clamp = (value: number) => Math.min(high, Math.max(low, value));
  const worst = data.objective.goal === 'maximize' ? low : high;
  const searched = data.trials.filter(({ isRepeat }) => !isRepeat);
  const started = searched.filter(({ state }) => state !== 'waiting');

  let best: number | undefined;
  const incumbents = searched.map(({ number, state, value }) => {
    const better = value !== null && (best === undefined || (data.objective.goal === 'maximize' ? value > best : value < best));
    if (state === 'complete' && better) best = value;
    return [number, best ?? null];
  });

  const chart = page.mountChart(page, 'progress-chart', searched.length * 2, (theme) => {
    return {
      ...page.courseAxes(page, theme, 'trial', Math.max(1, searched.at(-1)?.number ?? 1), data.values),
      series: [
        {
          type: 'custom',
          silent: true,
          clip: true,
          z: 1,
          data: data.band.length > 1 ? [[data.band[0]?.[0] ?? 0, low]] : [],
          renderItem: (_, api) => ({
            type: 'polygon',
            silent: true,
            shape: {
              points: [
                ...data.band.map(([number, , high]) => api.coord([number, clamp(high)])),
                ...data.band.map(([number, low]) => api.coord([number, clamp(low)])).reverse(),
              ],
            },
            style: { fill: theme.best, opacity: 0.16 },
          }),
        },
        {
          type: 'line',
          step: 'end',
          data: incumbents,
          symbol: 'none',
          silent: true,
          lineStyle: { color: theme.best, width: 2 },
        },
        ...page.trialMarks(page, theme, page.thinned(page, started), (trial) => [trial.number, clamp(trial.value ?? worst)]),
      ],
    };
  });
  chart?.on('click', ({ name }) => selection.selectTrial(Number(name)));
}
