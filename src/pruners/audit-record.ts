import type { CompleteTrial, Trial } from '../core/trial.js';

/** A trial that would have been pruned, and ran on. */
export interface AuditedTrial {
  readonly number: number;
  /** Where it would have been pruned. */
  readonly step: number;
  /** Steps that it ran beyond. */
  readonly extraSteps: number;
  /** What it came to; undefined while it runs, or when it failed. */
  readonly result?: {
    /** Pruning it would have been wrong: when it ended, it was the best trial of all that were complete. */
    readonly won: boolean;
    /** Share of the trials which the pruner had let through, complete by then, that it was better than; undefined without any. */
    readonly betterThan?: number;
  };
}

/** The step at which a trial would have been pruned, if it is one that ran on as an audit. */
export function auditedAt({ reports }: Trial): number | undefined {
  return reports.find(({ decision }) => decision?.verdict === 'audited')?.step;
}

/** All audited trials, in number order. Both kinds of comparison are with what was known when the audited trial ended. */
export function auditRecord(trials: readonly Trial[]): AuditedTrial[] {
  const complete = trials.filter((trial): trial is CompleteTrial => trial.state === 'complete');
  return trials.flatMap((trial) => {
    const step = auditedAt(trial);
    if (step === undefined) return [];
    const extraSteps = (trial.reports.at(-1)?.step ?? step) - step;
    const audited = { number: trial.number, step, extraSteps };
    return trial.state === 'complete' ? { ...audited, result: resultOf(trial, complete) } : audited;
  });
}

function resultOf(audited: CompleteTrial, complete: readonly CompleteTrial[]): NonNullable<AuditedTrial['result']> {
  const before = complete.filter((other) => other !== audited && endedBefore(other, audited));
  const letThrough = before.filter((other) => auditedAt(other) === undefined);
  return {
    won: before.length > 0 && before.every(({ loss }) => audited.loss < loss),
    ...(letThrough.length > 0 && {
      betterThan: letThrough.filter(({ loss }) => audited.loss < loss).length / letThrough.length,
    }),
  };
}

/** Trials that end at the same millisecond count as ended in number order. */
function endedBefore(other: CompleteTrial, trial: CompleteTrial): boolean {
  return other.finishedAt < trial.finishedAt || (other.finishedAt === trial.finishedAt && other.number < trial.number);
}
