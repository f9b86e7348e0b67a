import { UsageError } from '../core/errors.js';
import type { StudyEvent } from '../core/events.js';
import type { TrialOutcome } from '../core/executor.js';
import type { Store } from '../core/store.js';
import type { Study } from '../study/study.js';
import { settleOnStep } from './checkpoints.js';
import type { RunFolder } from './run-folder.js';

interface StudyAtWork {
  readonly study: Study;
  readonly store: Store;
  readonly emit: (event: StudyEvent) => void;
  readonly folder: RunFolder | undefined;
}

/**
 * What becomes of a running trial by how it ended: it waits for another attempt, or is finished. The store has it before anybody
 * hears of it.
 * @throws UsageError when the disk is full: the trial waits then, and so must the others, since they share the disk
 */
export function takeOutcome(
  { study, store, emit, folder }: StudyAtWork,
  trialNumber: number,
  outcome: TrialOutcome,
  at: number,
): void {
  /** The last step after which it can go on by what it has saved. */
  const keptStep = () => study.keptStep(trialNumber, folder?.savedSteps(trialNumber) ?? []);
  const tellInterrupted = (kept: number | undefined) =>
    emit({ type: 'trial-interrupted', at, trialNumber, ...(kept !== undefined && { keptStep: kept }) });

  const diskIsFull = outcome.kind === 'failed' && saysDiskIsFull(outcome);
  if (outcome.kind === 'interrupted' || diskIsFull) {
    const kept = keptStep();
    study.interrupt(trialNumber, kept);
    store.trialInterrupted(trialNumber, kept);
    tellInterrupted(kept);
    if (diskIsFull) throw diskFull(trialNumber, outcome.message);
  } else if (outcome.kind === 'failed' && study.repeats(trialNumber, outcome)) {
    const kept = keptStep();
    const failed = study.repeat(trialNumber, outcome, at, kept);
    store.trialToRepeat(failed, kept);
    tellInterrupted(kept);
    const message = `Trial ${trialNumber} ${failed.reason} (${failed.message}) and runs again`;
    emit({ type: 'notice', at, level: 'warning', message });
  } else {
    const finished = study.tell(trialNumber, outcome, at);
    store.trialFinished(finished);
    const isPaused = finished.state === 'pruned' && finished.paused;
    if (isPaused && folder) settleOnStep(folder, trialNumber, finished.reports.at(-1)?.step ?? 0);
    emit({ type: 'trial-finished', at, trial: finished });
  }
}

/** A trial that could not save is not to blame. */
function saysDiskIsFull({ message }: { readonly message: string }): boolean {
  return /\b(ENOSPC|EDQUOT)\b/.test(message);
}

function diskFull(trialNumber: number, message: string): UsageError {
  const cause = Object.assign(new Error(message), { code: 'ENOSPC' });
  const told = `Trial ${trialNumber} could not write (${message}): the disk is full: make room, then resume the study; everything up to here is kept`;
  return new UsageError(told, { cause });
}
