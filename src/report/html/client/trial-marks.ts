import type { ScatterSeriesOption } from 'echarts';
import type { TrialData } from '../report-data.js';
import type { Page } from './page.js';
import type { ReportTheme } from './theme.js';

/** One mark a trial, its shape and colour by state; the best and the selected one stand out, filtered ones fade. */
export function trialMarks(
  page: Page,
  theme: ReportTheme,
  trials: readonly TrialData[],
  place: (trial: TrialData) => [x: number, y: number],
): ScatterSeriesOption[] {
  const { data, selection } = page;
  const cross = 'path://M0 0L2 0L5 3L8 0L10 0L10 2L7 5L10 8L10 10L8 10L5 7L2 10L0 10L0 8L3 5L0 2Z';
  const size = trials.length > 500 ? 4 : 7;
  const kept = selection.kept();
  const marks = (shown: readonly TrialData[], look: ScatterSeriesOption): ScatterSeriesOption => ({
    type: 'scatter',
    data: shown.map((trial) => ({
      value: place(trial),
      name: String(trial.number),
      ...(kept && !kept.has(trial.number) && { itemStyle: { opacity: 0.1 } }),
    })),
    tooltip: {
      formatter: (point) => page.describeTrial(page, shown[(point as { dataIndex: number }).dataIndex] as TrialData),
    },
    ...look,
  });
  const inState = (state: TrialData['state']) => trials.filter((trial) => trial.state === state && trial.number !== data.best);
  const numbered = (number: number | null | undefined) => trials.filter((trial) => trial.number === number);
  return [
    marks(inState('pruned'), { symbol: 'triangle', symbolSize: size, itemStyle: { color: theme.pruned, opacity: 0.8 } }),
    marks(inState('failed'), { symbol: cross, symbolSize: size, itemStyle: { color: theme.failed } }),
    marks(inState('running'), { symbol: 'emptyCircle', symbolSize: size, itemStyle: { color: theme.complete } }),
    marks(inState('complete'), { symbolSize: size, itemStyle: { color: theme.complete, opacity: 0.75 } }),
    marks(numbered(data.best), {
      symbolSize: 11,
      z: 4,
      itemStyle: { color: theme.best, opacity: 1, borderColor: theme.surface, borderWidth: 1.5 },
    }),
    marks(numbered(selection.trial()), {
      symbolSize: 14,
      z: 5,
      silent: true,
      itemStyle: { color: 'transparent', opacity: 1, borderColor: theme.ink, borderWidth: 2 },
    }),
  ];
}
