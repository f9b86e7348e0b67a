import type { Choice } from '../../core/distribution.js';
import { fromLoss, type Objective } from '../../core/objective.js';
import type { StudyRecord } from '../../core/study-record.js';
import type { FunctionalAnova } from '../../study/functional-anova.js';
import type { LossForest } from '../../study/loss-forest.js';
import { type Contour, contour, slices } from '../../study/partial-dependence.js';
import { type ForestGrowth, tellingForest } from '../interactions.js';
import { choiceText } from '../wording.js';
import type { AxisScale } from './parameter-axis.js';

/** What a random forest says of the objective over the space, for the page's charts. */
export interface ForestData extends ForestGrowth {
  readonly anova: FunctionalAnova;
  /** Of each of the page's axes; null: no point of the space has the parameter. */
  readonly slices: readonly (SliceData | null)[];
  /** The axes (indices) that contours can be drawn over, the most important first, and a contour for each two of them. */
  readonly contourAxes: readonly number[];
  readonly contours: readonly ContourData[];
  /** What the contours' shades go from (it or worse) and to, in the metric's units. */
  readonly contourRange: readonly [worst: number, best: number];
}

/** Along an axis from 0 to 1: the mean over the trees, and one standard deviation of theirs on either side. (L,) each */
interface SliceData {
  readonly at: readonly number[];
  readonly mean: readonly number[];
  readonly low: readonly number[];
  readonly high: readonly number[];
}

export interface ContourData {
  readonly axes: readonly [across: number, up: number];
  /** Where the columns and the rows of cells stand on their axes, and what they are called. */
  readonly at: readonly [readonly number[], readonly number[]];
  readonly texts: readonly [readonly string[], readonly string[]];
  /** Column by column, from 0 (as bad as the worst shade, or worse) to 100 (the best). */
  readonly cells: readonly number[];
}

/** Each two of these are a contour. */
const mostContourAxes = 12;
/** Cells along an axis: neighbours of finer levels are drawn as one. */
const mostCells = 16;

/** `scales` are of the parameters with more than one value, in the space's order. */
export function forestData(record: StudyRecord, scales: readonly AxisScale[]): ForestData | undefined {
  const { spec } = record;
  const telling = tellingForest(record);
  if (telling === undefined) return undefined;
  const {
    forest,
    interactions: { main, pairs, ...growth },
  } = telling;
  const names = forest.parameters.map(({ name }) => name);
  const contourAxes = main.slice(0, mostContourAxes).map(({ name }) => names.indexOf(name));
  const found = contoursOf(forest, contourAxes);
  const losses = found.flatMap(({ cells }) => cells).sort((x, y) => x - y);
  const best = losses[0] ?? 0;
  // What is worst by far would leave no shades for the rest.
  const worst = losses[Math.floor(0.85 * (losses.length - 1))] ?? 1;
  return {
    ...growth,
    anova: { main: main.map(withRoundedShare), pairs: pairs.slice(0, 30).map(withRoundedShare) },
    slices: sliceData(forest, scales, spec.objective),
    contourAxes,
    contours: found.map(({ axes, values, cells }) => ({
      axes,
      at: [placesOf(values[0], scales[axes[0]]), placesOf(values[1], scales[axes[1]])] as const,
      texts: [textsOf(values[0]), textsOf(values[1])] as const,
      cells: cells.map((loss) => Math.max(0, Math.round((100 * (worst - loss)) / (worst - best || 1)))),
    })),
    contourRange: [rounded(fromLoss(spec.objective, worst)), rounded(fromLoss(spec.objective, best))],
  };
}

function sliceData(forest: LossForest, scales: readonly AxisScale[], objective: Objective): (SliceData | null)[] {
  const byName = new Map(slices(forest).map((slice) => [slice.name, slice]));
  return forest.parameters.map(({ name }, j) => {
    const slice = byName.get(name);
    if (slice === undefined) return null;
    const values = (shift: number) =>
      slice.losses.map((loss, level) => rounded(fromLoss(objective, loss + shift * (slice.deviations[level] as number))));
    return { at: placesOf(slice.values, scales[j]), mean: values(0), low: values(-1), high: values(1) };
  });
}

interface Cells {
  readonly axes: readonly [number, number];
  readonly values: readonly [readonly Choice[], readonly Choice[]];
  /** Losses, column by column. */
  readonly cells: readonly number[];
}

function contoursOf(forest: LossForest, axes: readonly number[]): Cells[] {
  const sorted = axes.toSorted((a, b) => a - b);
  return sorted.flatMap((j, i) =>
    sorted.slice(i + 1).flatMap((k): Cells[] => {
      const found = contour(forest, j, k);
      return found ? [{ axes: [j, k], ...coarse(found, [groupOf(forest, j), groupOf(forest, k)]) }] : [];
    }),
  );
}

/** How many levels are drawn as one. */
function groupOf({ levels, parameters }: LossForest, j: number): number {
  return parameters[j]?.distribution.kind === 'categorical' ? 1 : Math.ceil((levels[j]?.masses.length ?? 1) / mostCells);
}

function coarse({ values, losses }: Contour, [across, up]: readonly [number, number]): Pick<Cells, 'values' | 'cells'> {
  const [columns, rows] = [groups(values[0].length, across), groups(values[1].length, up)];
  const lossAt = (column: number, row: number) => losses[column * values[1].length + row] as number;
  const middle = (list: readonly Choice[], group: readonly number[]) => list[group[group.length >> 1] as number] as Choice;
  return {
    values: [columns.map((group) => middle(values[0], group)), rows.map((group) => middle(values[1], group))],
    cells: columns.flatMap((column) =>
      rows.map((row) => {
        const all = column.flatMap((c) => row.map((r) => lossAt(c, r)));
        return all.reduce((sum, loss) => sum + loss, 0) / all.length;
      }),
    ),
  };
}

function groups(count: number, size: number): number[][] {
  return Array.from({ length: Math.ceil(count / size) }, (_, group) =>
    Array.from({ length: Math.min(size, count - group * size) }, (_, i) => group * size + i),
  );
}

function placesOf(values: readonly Choice[], scale: AxisScale | undefined): number[] {
  return values.map((value) => Number((scale?.positionOf(value) ?? 0).toFixed(4)));
}

function textsOf(values: readonly Choice[]): string[] {
  return values.map(choiceText);
}

function withRoundedShare<T extends { readonly share: number }>(item: T): T {
  return { ...item, share: rounded(item.share) };
}

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
