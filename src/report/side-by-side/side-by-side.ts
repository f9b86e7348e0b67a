import { UsageError } from '../../core/errors.js';
import type { Objective } from '../../core/objective.js';
import type { StudyRecord } from '../../core/study-record.js';
import { objectivesOf } from '../../core/study-spec.js';
import { type Summary, summarise } from '../summary.js';
import { type Course, courseOf } from './course.js';

/** A study among others, under a name that no other of them has. */
export interface NamedStudy {
  readonly name: string;
  readonly record: StudyRecord;
}

/** Studies that search for the same thing. */
export interface SideBySide {
  /** What they are held against each other by: the first one where there are several. */
  readonly objective: Objective;
  readonly studies: readonly StudySide[];
}

export interface StudySide extends NamedStudy {
  readonly summary: Summary;
  readonly course: Course;
}

/**
 * What the studies' page and text are made from.
 * @throws UsageError for studies with other metrics or directions: which of them is better is no question then.
 */
export function sideBySide(studies: readonly NamedStudy[]): SideBySide {
  const [first, ...others] = studies;
  if (first === undefined || others.length === 0) throw new UsageError('Expected two studies or more to put side by side');
  const different = others.find((other) => goalText(other) !== goalText(first));
  if (different !== undefined) {
    throw new UsageError(
      `Expected studies that search for the same thing to put side by side, got ${first.name}, which has to ${goalText(first)}, ` +
        `and ${different.name}, which has to ${goalText(different)}`,
    );
  }
  return {
    objective: first.record.spec.objective,
    studies: studies.map(({ name, record }) => ({ name, record, summary: summarise(record), course: courseOf(record) })),
  };
}

function goalText({ record }: NamedStudy): string {
  return objectivesOf(record.spec)
    .map(({ goal, metric }) => `${goal} ${metric}`)
    .join(' and ');
}
