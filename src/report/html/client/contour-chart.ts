import type { ContourData } from '../forest-data.js';
import type { TrialData } from '../report-data.js';
import type { Page, Selection } from './page.js';

/** The objective over two parameters, which the reader chooses, as a field of shades. */
export function drawContour(page: Page): void {
  const { data, selection } = page;
  const { forest, axes, objective } = data;
  const across = document.getElementById('contour-across') as HTMLSelectElement | null;
  const up = document.getElementById('contour-up') as HTMLSelectElement | null;
  if (!forest || !across || !up) return;
  const [worst, best] = forest.contourRange;
  const textOf = (cell: number) =>
    `${page.numberText(Number((worst + (cell / 100) * (best - worst)).toPrecision(4)))}${cell === 0 ? ' or worse' : ''}`;

  /** The contour with the axes the way round that was asked for. */
  const contourOf = (x: number, y: number): ContourData | undefined => {
    const found = forest.contours.find(({ axes: [a, b] }) => (a === x && b === y) || (a === y && b === x));
    if (!found || found.axes[0] === x) return found;
    const [columns, rows] = [found.at[1].length, found.at[0].length];
    const cells = Array.from(
      { length: columns * rows },
      (_, at) => found.cells[(at % rows) * columns + Math.floor(at / rows)] ?? 0,
    );
    return { axes: [x, y], at: [found.at[1], found.at[0]], texts: [found.texts[1], found.texts[0]], cells };
  };
  /** Halfway to the neighbours, the outermost as far outwards as inwards. */
  const edges = (at: readonly number[]): number[] => {
    const inner = at.slice(1).map((place, i) => (place + (at[i] ?? 0)) / 2);
    const [first = 0, last = 1] = [at[0], at.at(-1)];
    return [Math.min(0, 2 * first - (inner[0] ?? first)), ...inner, Math.max(1, 2 * last - (inner.at(-1) ?? last))];
  };
  const axisOf = (index: number, theme: ReturnType<Page['readTheme']>) => {
    const ticks = axes[index]?.ticks ?? [];
    return {
      type: 'value' as const,
      min: 0,
      max: 1,
      name: axes[index]?.name ?? '',
      nameLocation: 'middle' as const,
      nameTextStyle: { color: theme.ink },
      axisTick: { show: true, customValues: ticks.map(({ at }) => at) },
      axisLabel: {
        customValues: ticks.map(({ at }) => at),
        formatter: (at: number) => ticks.find((tick) => Math.abs(tick.at - at) < 1e-9)?.text ?? '',
        color: theme.muted,
        fontSize: 11,
        hideOverlap: true,
      },
      axisLine: { show: true, lineStyle: { color: theme.line } },
      splitLine: { show: false },
    };
  };

  let [x, y] = [forest.contourAxes[0] ?? 0, forest.contourAxes[1] ?? 0];
  // The strongest pair is the most worth seeing.
  const strongest = forest.anova.pairs[0]?.names.map((name) => axes.findIndex((axis) => axis.name === name)) ?? [];
  if (strongest.every((index) => forest.contourAxes.includes(index)) && strongest.length === 2)
    [x, y] = strongest as [number, number];

  const tell = () => {
    const contour = contourOf(x, y);
    const [nameX, nameY] = [axes[x]?.name, axes[y]?.name];
    const highest = contour ? contour.cells.reduce((top, cell, at) => (cell > (contour.cells[top] ?? -1) ? at : top), 0) : 0;
    const rows = contour?.at[1].length ?? 1;
    const text = contour
      ? `Best to be expected: ${objective.metric} ${textOf(contour.cells[highest] ?? 0)}, around ${nameX} ${contour.texts[0][Math.floor(highest / rows)]} and ${nameY} ${contour.texts[1][highest % rows]}.`
      : x === y
        ? 'Choose two different parameters.'
        : `No trial can have both ${nameX} and ${nameY}.`;
    const place = document.getElementById('contour-best');
    if (place) place.textContent = text;
    document
      .getElementById('contour-chart')
      ?.setAttribute('aria-label', `Expected ${objective.metric} over ${nameX} and ${nameY}. ${text}`);
  };

  // Another choice draws this chart anew, as another selection does, and no other.
  let redraw = () => {};
  const follows: Pick<Selection, 'onChange'> = {
    onChange: (listener) => {
      redraw = listener;
      selection.onChange(listener);
    },
  };
  const chart = page.mountChart({ ...page, selection: follows }, 'contour-chart', 600, (theme) => {
    const contour = contourOf(x, y);
    const cells = contour?.cells ?? [];
    const rows = contour?.at[1].length ?? 1;
    const [columnEdges, rowEdges] = [edges(contour?.at[0] ?? []), edges(contour?.at[1] ?? [])];
    const blend = (cell: number) => page.echarts.color.lerp(cell / 100, [...theme.scale]) as string;
    const shown = contour
      ? data.trials.filter(({ positions, state }) => positions[x] !== null && positions[y] !== null && state !== 'waiting')
      : [];
    // Marks of one choice stand side by side, as in the charts of single parameters.
    const spread = (index: number, { number }: TrialData, factor: number) =>
      axes[index]?.kind === 'categorical' ? (0.6 / (axes[index]?.ticks.length ?? 1)) * (((number * factor) % 1) - 0.5) : 0;
    const place = (trial: TrialData): [number, number] => [
      (trial.positions[x] ?? 0) + spread(x, trial, 0.618034),
      (trial.positions[y] ?? 0) + spread(y, trial, 0.7548777),
    ];
    return {
      grid: { left: 26, right: 16, top: 28, bottom: 28, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
      xAxis: { ...axisOf(x, theme), nameGap: 26 },
      yAxis: {
        ...axisOf(y, theme),
        nameGap: 8,
        nameLocation: 'end' as const,
        nameTextStyle: { color: theme.ink, align: 'left' as const },
      },
      series: [
        {
          type: 'custom',
          clip: true,
          z: 1,
          data: cells.map((cell, at) => [Math.floor(at / rows), at % rows, cell]),
          renderItem: (_, api) => {
            const [column, row] = [Number(api.value(0)), Number(api.value(1))];
            const [left = 0, top = 0] = api.coord([columnEdges[column] ?? 0, rowEdges[row + 1] ?? 1]);
            const [right = 0, bottom = 0] = api.coord([columnEdges[column + 1] ?? 1, rowEdges[row] ?? 0]);
            // Half a pixel more, so that no seams show between cells.
            const shape = { x: left, y: top, width: right - left + 0.5, height: bottom - top + 0.5 };
            return { type: 'rect', shape, style: { fill: blend(Number(api.value(2))) } };
          },
          tooltip: {
            formatter: (point) => {
              const [column = 0, row = 0, cell = 0] = (point as { value: number[] }).value;
              return page.describeValues([
                [axes[x]?.name ?? '', contour?.texts[0][column] ?? ''],
                [axes[y]?.name ?? '', contour?.texts[1][row] ?? ''],
                [`expected ${objective.metric}`, textOf(cell)],
              ]);
            },
          },
        },
        // A seam around marks keeps them apart from shades of their own colour.
        ...page.trialMarks(page, theme, page.thinned(page, shown), place).map((series) => ({
          ...series,
          itemStyle: { borderColor: theme.surface, borderWidth: 0.8, ...series.itemStyle },
        })),
      ],
    };
  });
  chart?.on('click', ({ name }) => name !== '' && selection.selectTrial(Number(name)));

  [across.value, up.value] = [String(x), String(y)];
  const choose = () => {
    [x, y] = [Number(across.value), Number(up.value)];
    tell();
    redraw();
  };
  across.addEventListener('change', choose);
  up.addEventListener('change', choose);
  tell();
}
