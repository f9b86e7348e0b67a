import type { Course, Metrics, Report, Trial } from './trial.js';

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

/** What a trial has measured last: at its end, where it is complete. */
export function metricsOf(trial: Trial): Metrics | undefined {
  return trial.state === 'complete' ? trial.metrics : courseOf(trial).lastMetrics;
}

/** (n,) by report. */
export function lossesIn(course: Course): number[] {
  return Array.from({ length: course.length }, (_, i) => course.loss(i));
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

  get lastMetrics(): Metrics | undefined {
    return this.#reports.at(-1)?.metrics;
  }
}
