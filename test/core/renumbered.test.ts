import { expect, it } from 'vitest';
import { renumbered } from '../../src/core/renumbered.js';
import type { Course, Report, Trial } from '../../src/core/trial.js';
import { completeTrial } from '../fixtures/trials.js';

/** As a store lends them: the reports and the course of the trial of that number, `read` at each look. */
function lent(trial: Trial, read: string[]): Trial {
  const course = { length: 7 } as Course;
  const { reports } = trial;
  return Object.defineProperties(
    { ...trial },
    {
      reports: {
        enumerable: true,
        configurable: true,
        get(this: Trial): readonly Report[] {
          read.push(`reports of ${this.number}`);
          return reports;
        },
      },
      course: {
        get(this: Trial): Course {
          read.push(`course of ${this.number}`);
          return course;
        },
      },
    },
  ) as Trial;
}

it('has the reports of the trial that it was made of, read at the first look', () => {
  const read: string[] = [];
  const trial = completeTrial(7, [3, 2], { x: 1 });
  const copy = renumbered(renumbered(lent(trial, read), 5), 12);
  expect(copy.number).toBe(12);
  expect(read).toEqual([]);
  expect(copy.course?.length).toBe(7);
  expect(read).toEqual(['course of 7']);
  expect(copy.reports).toBe(trial.reports);
  expect(read).toEqual(['course of 7', 'reports of 7']);
  expect(copy).toEqual({ ...trial, number: 12 });
});

it('copies a trial that has its reports', () => {
  const trial = completeTrial(7, [3, 2], { x: 1 });
  expect(renumbered(trial, 2)).toStrictEqual({ ...trial, number: 2 });
});
