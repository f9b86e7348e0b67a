import { courseOf, lastStep } from '../core/course.js';
import type { CompleteTrial, Trial } from '../core/trial.js';
import { RankedLosses } from './ranked-losses.js';

/** Where an audited trial ended, among the trials that were complete by then. */
export interface AuditStanding {
  /** Pruning it would have been wrong: it was the best of all. */
  readonly won: boolean;
  /** How many of them the pruner had let through, and how many of these were better than it. */
  readonly of: number;
  readonly better: number;
}

/** The step at which a trial would have been pruned, if it is one that ran on as an audit. */
export function auditedAt(trial: Trial): number | undefined {
  return courseOf(trial).auditedAt;
}

/** The standings of audited trials, as complete trials are added in the order in which they ended. */
export class AuditStandings {
  readonly #list: AuditStanding[] = [];
  readonly #letThrough = new RankedLosses();
  #lowest = Number.NaN;
  #wrong = 0;

  get list(): readonly AuditStanding[] {
    return this.#list;
  }

  /** How often pruning would have been wrong. */
  get wrong(): number {
    return this.#wrong;
  }

  add(trial: CompleteTrial): void {
    const { number, loss } = trial;
    const won = loss < this.#lowest;
    if (auditedAt(trial) === undefined) {
      this.#letThrough.set(number, loss);
    } else {
      this.#list.push({ won, of: this.#letThrough.length, better: this.#letThrough.rankOf(loss) - 1 });
      if (won) this.#wrong++;
    }
    if (!(loss >= this.#lowest)) this.#lowest = loss;
  }
}

/** Of these trials, in any order. */
export function auditStandings(complete: readonly CompleteTrial[]): AuditStandings {
  const standings = new AuditStandings();
  for (const trial of complete.toSorted(byEnd)) standings.add(trial);
  return standings;
}

/** Trials that end at the same millisecond count as ended in number order. */
export function byEnd(a: CompleteTrial, b: CompleteTrial): number {
  return a.finishedAt - b.finishedAt || a.number - b.number;
}

/** Steps that an audited trial ran beyond where it would have been pruned; 0 for any other. */
export function extraSteps(trial: Trial): number {
  const course = courseOf(trial);
  return course.auditedAt === undefined ? 0 : lastStep(course) - course.auditedAt;
}
