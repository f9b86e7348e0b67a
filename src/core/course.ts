import type { Course, Report, Trial } from './trial.js';

export function courseOf(trial: Pick<Trial, 'reports' | 'course'>): Course {
  return trial.course ?? new ReportedCourse(trial.reports);
}

/** Of the last report; 0 before the first. */
export function lastStep(course: Course): number {
  return course.length === 0 ? 0 : course.step(course.length - 1);
}

/** Of the last report; undefined before the first. */
export function lastLoss(course: Course): number | undefined {
  return course.length === 0 ? undefined : course.loss(course.length - 1);
}

class ReportedCourse implements Course {
  readonly #reports: readonly Report[];

  constructor(reports: readonly Report[]) {
    this.#reports = reports;
  }

  get length(): number {
    return this.#reports.length;
  }

  step(i: number): number {
    return (this.#reports[i] as Report).step;
  }

  loss(i: number): number {
    return (this.#reports[i] as Report).loss;
  }

  get auditedAt(): number | undefined {
    return this.#reports.find(({ decision }) => decision?.verdict === 'audited')?.step;
  }
}
