import type { EChartsOption, ParallelSeriesOption } from 'echarts';
import type { TrialData } from '../report-data.js';
import type { ParallelRow } from './follow-brushes.js';
import type { Page } from './page.js';

/** A line a trial through one axis a parameter, the objective last. Ranges marked on the axes filter the whole page. */
export function drawParallel(page: Page): void {
  const { data, selection } = page;
  // Below the axes: where the trials stand that do not have the parameter, or no value.
  const absentAt = -0.13;
  const { low, high } = data.values;
  const valueAt = ({ value }: TrialData) => (value === null ? null : Math.min(1, Math.max(0, (value - low) / (high - low))));
  const rows: ParallelRow[] = data.trials
    .filter(({ state }) => state !== 'waiting')
    .map((trial) => ({ trial, at: [...trial.positions, valueAt(trial)].map((position) => position ?? absentAt) }))
    .sort((a, b) => (a.trial.standing ?? -1) - (b.trial.standing ?? -1));
  const axes = [...data.axes, { name: data.objective.metric, ticks: data.values.ticks }].map((axis, index) => {
    const absent = rows.some(({ at }) => at[index] === absentAt);
    return { ...axis, ticks: absent ? [{ at: absentAt, text: 'absent' }, ...axis.ticks] : axis.ticks };
  });
  const anyAbsent = rows.some(({ at }) => at.includes(absentAt));
  // The more lines lie over each other, the fainter each.
  const crowdOpacity = Math.max(0.12, Math.min(0.7, 5 / Math.sqrt(Math.min(rows.length, data.mostDrawn))));

  const lines = (
    shown: readonly ParallelRow[],
    look: ParallelSeriesOption,
    style: (trial: TrialData) => object,
  ): ParallelSeriesOption => ({
    type: 'parallel',
    emphasis: { lineStyle: { width: 3, opacity: 1 } },
    tooltip: {
      formatter: (line) => page.describeTrial(page, (shown[(line as { dataIndex: number }).dataIndex] as ParallelRow).trial),
    },
    data: shown.map(({ trial, at }) => ({ value: [...at], name: String(trial.number), lineStyle: style(trial) })),
    ...look,
  });

  const chart = page.mountChart(page, 'parallel-chart', rows.length * axes.length, (theme, width) => {
    const blend = (standing: number) => page.echarts.color.lerp(standing, [...theme.scale]) as string;
    const drawn = new Set(
      page.thinned(
        page,
        rows.map(({ trial }) => trial),
      ),
    );
    const stands = ({ trial: { number } }: ParallelRow) => number === data.best || number === selection.trial();
    const [ordinary, outstanding] = [rows.filter((row) => drawn.has(row.trial) && !stands(row)), rows.filter(stands)];
    const spacing = (width - 100) / Math.max(1, axes.length - 1);
    return {
      parallel: { left: 44, right: 56, top: 34, bottom: 16, parallelAxisDefault: { type: 'value' } },
      parallelAxis: axes.map(({ name, ticks }, index) => ({
        id: `axis-${index}`,
        dim: index,
        type: 'value',
        min: anyAbsent ? absentAt : 0,
        max: 1,
        name,
        nameLocation: 'end',
        nameGap: 12,
        nameTruncate: { maxWidth: Math.max(40, spacing - 12), ellipsis: '…' },
        nameTextStyle: { color: theme.ink, fontWeight: index === axes.length - 1 ? 600 : 400, fontSize: 12 },
        axisLine: { lineStyle: { color: theme.muted } },
        axisTick: { customValues: ticks.map(({ at }) => at), lineStyle: { color: theme.muted } },
        axisLabel: {
          customValues: ticks.map(({ at }) => at),
          formatter: (at: number) => ticks.find((tick) => Math.abs(tick.at - at) < 1e-9)?.text ?? '',
          color: theme.muted,
          fontSize: 11,
          width: Math.max(30, spacing - 16),
          overflow: 'truncate',
          textBorderColor: theme.surface,
          textBorderWidth: 3,
        },
        areaSelectStyle: { width: 18, borderWidth: 1, borderColor: theme.ink, color: theme.muted, opacity: 0.25 },
      })),
      series: [
        lines(
          ordinary,
          { activeOpacity: Math.min(0.9, 1.5 * crowdOpacity), inactiveOpacity: crowdOpacity / 20 },
          ({ standing }) => ({
            color: standing === null ? theme.failed : blend(standing),
            width: 1.3,
            opacity: crowdOpacity,
            type: standing === null ? 'dashed' : 'solid',
          }),
        ),
        lines(outstanding, { activeOpacity: 1, inactiveOpacity: 0.4 }, ({ number }) => ({
          color: number === selection.trial() ? theme.ink : theme.best,
          width: number === selection.trial() ? 3 : 2.5,
          opacity: 1,
        })),
      ],
    } as EChartsOption;
  });

  if (chart) page.followBrushes(page, chart, rows);
  chart?.on('click', ({ name }) => selection.selectTrial(Number(name)));
}
