import type { CustomSeriesOption, LineSeriesOption } from 'echarts';
import type { TrialData } from '../report-data.js';
import type { Page } from './page.js';
import type { ReportTheme } from './theme.js';

/** A parameter's values, by the index of its axis, against the objective's. */
export function drawParameter(page: Page, index: number): void {
  const { data, selection } = page;
  const { low, high } = data.values;
  const worst = data.objective.goal === 'maximize' ? low : high;
  const clamp = (value: number) => Math.min(high, Math.max(low, value));

  /** What the forest expects: a line in its band, or of choices a dash each. */
  const expected = (theme: ReportTheme): (LineSeriesOption | CustomSeriesOption)[] => {
    const slice = data.forest?.slices[index];
    if (!slice) return [];
    const { at, mean } = slice;
    const half = data.axes[index]?.kind === 'categorical' ? 0.4 / (data.axes[index]?.ticks.length ?? 1) : 0;
    // A choice is as wide as its marks; values on a line reach to their neighbours.
    const stretches =
      half > 0
        ? at.map(
            (place, i) =>
              [
                [place - half, i],
                [place + half, i],
              ] as const,
          )
        : [at.map((place, i) => [place, i] as const)];
    return stretches.flatMap((stretch): (LineSeriesOption | CustomSeriesOption)[] => [
      {
        type: 'custom',
        silent: true,
        clip: true,
        z: 1,
        data: [[stretch[0]?.[0] ?? 0, low]],
        renderItem: (_, api) => ({
          type: 'polygon',
          silent: true,
          shape: {
            points: [
              ...stretch.map(([x, i]) => api.coord([x, clamp(slice.low[i] ?? 0)])),
              ...stretch.map(([x, i]) => api.coord([x, clamp(slice.high[i] ?? 0)])).reverse(),
            ],
          },
          style: { fill: theme.ink, opacity: 0.12 },
        }),
      },
      {
        type: 'line',
        silent: true,
        symbol: 'none',
        z: 3,
        data: stretch.map(([x, i]) => [x, clamp(mean[i] ?? 0)]),
        lineStyle: { color: theme.ink, width: 1.8, opacity: 0.85 },
      },
    ]);
  };

  const axis = data.axes[index];
  if (!axis) return;
  const present = data.trials.filter(({ positions, state }) => positions[index] !== null && state !== 'waiting');
  const band = axis.kind === 'categorical' ? 0.6 / axis.ticks.length : 0;
  // Marks of one category stand side by side: the golden ratio's multiples fill a band evenly, in whatever number they come.
  const spread = (trial: TrialData) => band * (((trial.number * 0.618034) % 1) - 0.5);
  const place = (trial: TrialData): [number, number] => [
    (trial.positions[index] ?? 0) + spread(trial),
    clamp(trial.value ?? worst),
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
      series: [...expected(theme), ...page.trialMarks(page, theme, page.thinned(page, present), place)],
    };
  });
  chart?.on('click', ({ name }) => selection.selectTrial(Number(name)));
}
