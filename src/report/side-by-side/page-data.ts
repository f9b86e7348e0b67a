import { type ValueRange, valueRange } from '../html/value-range.js';
import { type LineLook, lineLook } from '../line-look.js';
import type { Effort } from './course.js';
import type { SideBySide, StudySide } from './side-by-side.js';

/** What the page's script draws from. */
export interface SideBySideData {
  readonly metric: string;
  readonly values: ValueRange;
  readonly studies: readonly CourseData[];
}

export interface CourseData extends LineLook {
  readonly name: string;
  /** Where the best so far became better, and the end. */
  readonly points: readonly (Effort & { readonly value: number })[];
}

export function sideBySideData({ objective, studies }: SideBySide): SideBySideData {
  const courses = studies.map((study, index) => ({ ...lineLook(index), name: study.name, points: pointsOf(study) }));
  const values = courses.flatMap(({ points }) => points.map(({ value }) => value));
  return { metric: objective.metric, values: valueRange(values, objective), studies: courses };
}

/** The best stays what it is until the study ends. */
export function pointsOf({ course: { improvements, spent } }: StudySide): CourseData['points'] {
  const last = improvements.at(-1);
  return last === undefined ? [] : [...improvements, { ...spent, value: last.value }];
}
