import type { Page } from './page.js';

/** A bar for each trial from its start to its end, in as many rows as trials ran at a time. */
export function drawTimeline(page: Page): void {
  const { data, selection } = page;
  const { timeline } = data;
  if (!timeline) return;
  const { rows, unit, length, spans } = timeline;
  const chart = page.mountChart(page, 'timeline-chart', spans.length * 2, (theme) => {
    const colours = {
      complete: theme.complete,
      pruned: theme.pruned,
      failed: theme.failed,
      running: theme.muted,
      waiting: theme.muted,
    };
    const kept = selection.kept();
    return {
      grid: { left: 8, right: 16, top: 4, bottom: 28, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
      xAxis: {
        type: 'value',
        min: 0,
        max: length,
        name: `${unit} since the first start`,
        nameLocation: 'middle',
        nameGap: 26,
        nameTextStyle: { color: theme.muted },
        axisLabel: { color: theme.muted, hideOverlap: true, formatter: page.numberText, showMaxLabel: false },
        axisLine: { lineStyle: { color: theme.line } },
        splitLine: { show: false },
      },
      yAxis: { type: 'value', min: 0, max: rows, inverse: true, show: false },
      series: [
        {
          type: 'custom',
          clip: true,
          data: spans.map(([row, from, to], index) => ({ value: [row, from, to, index], name: String(spans[index]?.[4]) })),
          renderItem: (_, api) => {
            const [row, from, to, index] = [0, 1, 2, 3].map((dimension) => Number(api.value(dimension)));
            const [, , , state = 'running', trial = 0, trials = 1] = spans[index ?? 0] ?? [];
            const [left = 0, top = 0] = api.coord([from ?? 0, row ?? 0]);
            const [right = 0, bottom = 0] = api.coord([to ?? 0, (row ?? 0) + 1]);
            const picked = trials === 1 && trial === selection.trial();
            const isBest = trials === 1 && trial === data.best;
            const faded = kept && trials === 1 && !kept.has(trial);
            // A seam between neighbours, where they are wide enough to have one.
            const width = Math.max(0.5, right - left - (right - left > 3 ? 1 : 0));
            return {
              type: 'rect',
              shape: { x: left, y: top + 2, width, height: Math.max(2, bottom - top - 4) },
              style: {
                fill: isBest ? theme.best : colours[state],
                opacity: faded ? 0.15 : 0.85,
                ...(picked && { stroke: theme.ink, lineWidth: 2 }),
              },
            };
          },
          tooltip: {
            formatter: (point) => {
              const [, from, to, state, number, count] = spans[(point as { value: number[] }).value[3] ?? 0] ?? [
                0,
                0,
                0,
                'running',
                0,
                1,
              ];
              const trial = data.trials.find((own) => own.number === number);
              if (count === 1 && trial) return page.describeTrial(page, trial);
              return page.describeValues(
                [[unit, `${page.numberText(from)} to ${page.numberText(to)}`]],
                `${count} trials, ${state}`,
              );
            },
          },
        },
      ],
    };
  });
  chart?.on('click', ({ name }) => selection.selectTrial(Number(name)));
}
