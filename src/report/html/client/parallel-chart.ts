import type { EChartsOption } from 'echarts';
import type { TrialData } from '../report-data.js';
import type { Page } from './page.js';

/** A line a trial through one axis a parameter, the objective last. Ranges marked on the axes filter the whole page. */
export function drawParallel(page: Page): void {
  const { data, selection } = page;
  // Below the axes: where the trials stand that do not have the parameter, or no value.
  const absentAt = -0.13;
  const { low, high } = data.values;
  const valueAt = ({ value }: TrialData) => (value === null ? null : Math.min(1, Math.max(0, (value - low) / (high - low))));
  const rows = data.trials
    .map((trial) => ({ trial, at: [...trial.positions, valueAt(trial)].map((position) => position ?? absentAt) }))
    .sort((a, b) => (a.trial.standing ?? -1) - (b.trial.standing ?? -1));
  const axes = [...data.axes, { name: data.objective.metric, ticks: data.values.ticks }].map((axis, index) => {
    const absent = rows.some(({ at }) => at[index] === absentAt);
    return { ...axis, ticks: absent ? [{ at: absentAt, text: 'absent' }, ...axis.ticks] : axis.ticks };
  });
  const anyAbsent = rows.some(({ at }) => at.includes(absentAt));
  const brushes = new Map<number, [number, number][]>();

  const chart = page.mountChart(page, 'parallel-chart', rows.length * axes.length, (theme, width) => {
    const blend = (standing: number) => page.echarts.color.lerp(standing, [...theme.scale]) as string;
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
        {
          type: 'parallel',
          inactiveOpacity: 0.04,
          activeOpacity: 0.9,
          emphasis: { lineStyle: { width: 3, opacity: 1 } },
          tooltip: {
            formatter: (line: { dataIndex: number }) =>
              page.describeTrial(page, (rows[line.dataIndex] as { trial: TrialData }).trial),
          },
          data: rows.map(({ trial, at }) => {
            const isBest = trial.number === data.best;
            const isSelected = trial.number === selection.trial();
            const plain = trial.standing === null ? theme.failed : blend(trial.standing);
            return {
              value: at,
              name: String(trial.number),
              lineStyle: {
                color: isSelected ? theme.ink : isBest ? theme.best : plain,
                width: isSelected ? 3 : isBest ? 2.5 : 1.3,
                opacity: isSelected || isBest ? 1 : 0.7,
                type: trial.standing === null ? 'dashed' : 'solid',
              },
            };
          }),
        },
      ],
    } as EChartsOption;
  });

  chart?.on('axisareaselected', (event) => {
    const { parallelAxisId, intervals } = event as { parallelAxisId?: string; intervals?: [number, number][] };
    if (parallelAxisId === undefined || intervals === undefined) return;
    const index = Number(parallelAxisId.split('-')[1]);
    if (intervals.length > 0) brushes.set(index, intervals);
    else brushes.delete(index);
    const passes = (at: readonly number[]) =>
      [...brushes].every(([axis, ranges]) =>
        ranges.some(([from, to]) => from <= (at[axis] as number) && (at[axis] as number) <= to),
      );
    const kept = rows.filter(({ at }) => passes(at)).map(({ trial }) => trial.number);
    selection.keep(brushes.size > 0 ? new Set(kept) : undefined);
  });
  chart?.on('click', ({ name }) => selection.selectTrial(Number(name)));
  document.getElementById('clear-brushes')?.addEventListener('click', () => {
    for (const index of [...brushes.keys()])
      chart?.dispatchAction({ type: 'axisAreaSelect', parallelAxisId: `axis-${index}`, intervals: [] });
  });
}
