import { line, plot } from '../figures/plot.js';
import { valueRange } from '../html/value-range.js';
import { lineLook } from '../line-look.js';
import type { EffortKind } from './course.js';
import { pointsOf } from './page-data.js';
import type { SideBySide, StudySide } from './side-by-side.js';

interface Over {
  readonly kind: EffortKind;
  /** What the axis says. */
  readonly text: string;
  /** What one of its units is. */
  readonly unit: number;
}

export const overTrials: Over = { kind: 'trials', text: 'trials that have ended', unit: 1 };

/** In seconds, minutes or hours, so that the longest study has a number that one can read. */
export function overTime(studies: readonly StudySide[]): Over {
  const longest = Math.max(...studies.map(({ course }) => course.spent.time));
  const units = [
    ['seconds', 1000],
    ['minutes', 60_000],
    ['hours', 3_600_000],
  ] as const;
  const [name, unit] = units.findLast(([, unit]) => longest >= 2 * unit) ?? units[0];
  return { kind: 'time', text: `${name} in which trials ran`, unit };
}

/** The best value so far of each study, a step line each, as an SVG file. */
export function courseFigure({ objective, studies }: SideBySide, { kind, text, unit }: Over): string {
  const lines = studies.map((study, index) => ({ look: lineLook(index), name: study.name, points: pointsOf(study) }));
  const values = lines.flatMap(({ points }) => points.map(({ value }) => value));
  return plot({
    title: `Best ${objective.metric} so far`,
    over: text,
    last: Math.max(...studies.map(({ course }) => course.spent[kind])) / unit,
    values: valueRange(values, objective),
    legend: lines.map(({ look, name }) => ({ look, sign: 'stroke', text: name })),
    draw: (place) =>
      lines
        .filter(({ points }) => points.length > 0)
        .map(({ look, points }) => {
          const steps = points.flatMap((point, i) => {
            const before = points[i - 1];
            const corner = before ? [place(point[kind] / unit, before.value)] : [];
            return [...corner, place(point[kind] / unit, point.value)];
          });
          return line(look, steps, 2.2);
        }),
  });
}
