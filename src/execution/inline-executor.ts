import type { Device } from '../core/backend.js';
import type { Executor, RunOptions, Slot, TrialJob, TrialListener, TrialOutcome } from '../core/executor.js';
import { runObjective } from '../trials/objective-trial.js';
import { settleTrial } from '../trials/settle-trial.js';
import type { ObjectiveFunction } from '../trials/trial-handle.js';
import { localLink } from './local-link.js';
import { localPlace } from './local-place.js';
import { defaultGraceMs, graceOf, superviseTrial, type TrialSignals } from './supervise-trial.js';
import { openTrialLog } from './trial-log.js';

/** The function shares its process with the study; TensorFlow.js is started there only if the function asks for it. */
const device: Device = { backend: 'wasm', index: 0 };

/**
 * Runs a function of this process, several calls at a time where it waits for something. Nothing can end a function by force
 * here: one that ignores `stop` is left to itself after the grace, and one that blocks the process blocks the study.
 */
export class InlineExecutor implements Executor {
  readonly slots: Slot[] = [];
  readonly #objective: ObjectiveFunction;
  readonly #graceMs: number;

  constructor(objective: ObjectiveFunction, options: { readonly slots?: number; readonly graceMs?: number } = {}) {
    this.#objective = objective;
    this.#graceMs = options.graceMs ?? defaultGraceMs;
    this.grow(options.slots ?? 1);
  }

  grow(slots: number): void {
    while (this.slots.length < slots) this.slots.push({ index: this.slots.length, device: 'this process' });
  }

  run(job: TrialJob, listener: TrialListener, options: RunOptions): Promise<TrialOutcome> {
    return superviseTrial(listener, { ...options, graceMs: graceOf(job, this.#graceMs) }, (supervised, signals) =>
      Promise.race([this.#call(job, supervised, signals), abandoned(signals.force)]),
    );
  }

  async close(): Promise<void> {}

  async #call(job: TrialJob, listener: TrialListener, signals: TrialSignals): Promise<TrialOutcome> {
    const log = openTrialLog(job);
    const link = localLink(listener, signals, log);
    const outcome = await settleTrial(job, link, localPlace(device), (handle) => runObjective(this.#objective, job, handle));
    log.end(outcome);
    return outcome;
  }
}

function abandoned(force: AbortSignal): Promise<TrialOutcome> {
  return new Promise((resolve) => {
    const message = 'ignored that it was told to stop';
    force.addEventListener('abort', () => resolve({ kind: 'failed', reason: 'stopped', message }));
  });
}
