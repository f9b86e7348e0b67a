import { BrailleCanvas } from './braille.js';
import type { Line, Piece } from './line.js';
import { formatMetric } from './numbers.js';
import type { Tone } from './theme.js';

/** A curve: values by step. */
export interface Curve {
  /** One character that names it on the chart, so that curves are told apart without colour. */
  readonly mark: string;
  readonly tone: Tone;
  readonly steps: readonly number[];
  /** Not finite: a gap. */
  readonly values: readonly number[];
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Cells between two marks of a curve, and between the last of them and its end. */
const MARK_EVERY = 24;
const MARK_BEFORE_END = 8;
/** Values that span more than this are drawn on a logarithmic scale, if all of them are positive. */
const WIDE_RATIO = 100;

/**
 * Curves over one another in braille, `height` lines high and at most `width` characters wide, with the values of the top and
 * the bottom at the left and the first and the last step below (one line more). Where curves meet, the first one is seen. Several
 * bear their marks, at their ends and on the way. Empty when nothing is finite.
 */
export function lineChart(curves: readonly Curve[], width: number, height: number): Line[] {
  const values = curves.flatMap((curve) => curve.values.filter(Number.isFinite));
  if (values.length === 0 || height < 1) return [];
  const [low, high] = extent(values);
  const labels = [formatMetric(high), formatMetric(low)] as const;
  const margin = Math.max(labels[0].length, labels[1].length);
  const canvas = new BrailleCanvas(Math.max(2, width - margin - 2), height);
  const [firstStep, lastStep] = extent(curves.flatMap(({ steps }) => steps));
  const place = placing([firstStep, lastStep], [low, high], canvas);
  const drawn = curves.map((curve) => pointsOf(curve, place));
  for (const [owner, points] of [...drawn.entries()].reverse()) draw(canvas, points, owner);
  const marks = curves.length > 1 ? marksOf(curves, drawn, canvas.width) : new Map<string, number>();

  const rows = Array.from({ length: height }, (_, row): Line => {
    const label = row === 0 ? labels[0] : row === height - 1 ? labels[1] : '';
    return [{ text: `${label.padStart(margin)} ┤`, tone: 'plain' }, ...piecesOf(canvas, row, curves, marks)];
  });
  const ends = [String(firstStep), lastStep > firstStep ? String(lastStep) : ''] as const;
  const axis = `${' '.repeat(margin + 2)}${ends[0]}${ends[1].padStart(canvas.width - ends[0].length)}`;
  return [...rows, [{ text: axis.trimEnd(), tone: 'plain' }]];
}

type Placing = (step: number, value: number) => Point;

/** Where a value at a step lies, in dots from the top left. */
function placing(steps: readonly [number, number], values: readonly [number, number], canvas: BrailleCanvas): Placing {
  const isLog = values[0] > 0 && values[1] / values[0] > WIDE_RATIO;
  const scale = (value: number) => (isLog ? Math.log(value) : value);
  const [low, high] = [scale(values[0]), scale(values[1])];
  const [right, bottom] = [canvas.width * 2 - 1, canvas.height * 4 - 1];
  const share = (at: number, from: number, to: number) => (to > from ? (at - from) / (to - from) : 0.5);
  return (step, value) => ({
    x: Math.round(share(step, ...steps) * right),
    y: bottom - Math.round(share(scale(value), low, high) * bottom),
  });
}

/** Undefined for a gap. */
function pointsOf({ steps, values }: Curve, place: Placing): (Point | undefined)[] {
  return values.map((value, i) => (Number.isFinite(value) ? place(steps[i] as number, value) : undefined));
}

function draw(canvas: BrailleCanvas, points: readonly (Point | undefined)[], owner: number): void {
  for (const [i, point] of points.entries()) {
    if (point === undefined) continue;
    const from = points[i - 1] ?? point;
    canvas.line(from.x, from.y, point.x, point.y, owner);
    // A dot alone would be overlooked.
    if (points[i - 1] === undefined && points[i + 1] === undefined) canvas.line(point.x ^ 1, point.y, point.x, point.y, owner);
  }
}

/** Which curve's mark stands in which cell, as `column,row`: each at its end, and on the way in turn. */
function marksOf(
  curves: readonly Curve[],
  drawn: readonly (readonly (Point | undefined)[])[],
  width: number,
): ReadonlyMap<string, number> {
  const marks = new Map<string, number>();
  for (const [owner] of curves.entries()) {
    const points = (drawn[owner] ?? []).filter((point) => point !== undefined);
    const end = points.at(-1);
    if (end === undefined) continue;
    const stride = Math.max(MARK_EVERY, curves.length * 2);
    const first = 2 + Math.floor((owner * stride) / curves.length);
    const columns = Array.from({ length: Math.ceil(width / stride) }, (_, i) => first + i * stride);
    // From its end to the left, should another's mark stand there already.
    const cells = cellsOf(points);
    const free = cells.findLast((cell) => !marks.has(cell));
    if (free !== undefined) marks.set(free, owner);
    for (const column of columns) {
      const cell = cells.find((at) => at.startsWith(`${column},`));
      if (cell !== undefined && column <= (end.x >> 1) - MARK_BEFORE_END && !marks.has(cell)) marks.set(cell, owner);
    }
  }
  return marks;
}

/** The cells that a curve passes, a cell a column, from left to right. */
function cellsOf(points: readonly Point[]): string[] {
  const cells: string[] = [];
  for (const [i, point] of points.entries()) {
    const from = points[i - 1] ?? point;
    const [start, end] = [from.x >> 1, point.x >> 1];
    for (let column = i === 0 ? start : start + 1; column <= end; column++) {
      const share = end > start ? (column - start) / (end - start) : 1;
      cells.push(`${column},${Math.round(from.y + share * (point.y - from.y)) >> 2}`);
    }
  }
  return cells;
}

function piecesOf(canvas: BrailleCanvas, row: number, curves: readonly Curve[], marks: ReadonlyMap<string, number>): Line {
  const pieces: { text: string; tone: Tone }[] = [];
  for (let column = 0; column < canvas.width; column++) {
    const marked = marks.get(`${column},${row}`);
    const { character, owner } =
      marked === undefined ? canvas.cell(column, row) : { character: curves[marked]?.mark ?? '', owner: marked };
    const tone = curves[owner]?.tone ?? 'plain';
    const last = pieces.at(-1);
    if (last?.tone === tone) last.text += character;
    else pieces.push({ text: character, tone });
  }
  return trimmed(pieces);
}

function trimmed(pieces: readonly Piece[]): Line {
  const last = pieces.at(-1);
  if (last === undefined) return [];
  const text = last.text.trimEnd();
  return text === '' ? trimmed(pieces.slice(0, -1)) : [...pieces.slice(0, -1), { ...last, text }];
}

function extent(values: readonly number[]): [low: number, high: number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}
