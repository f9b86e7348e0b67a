import type { Executor, RunOptions, Slot, TrialJob, TrialListener, TrialOutcome } from '../core/executor.js';
import type { ModelJob, ModelResult } from './protocol.js';
import { SharedDataHub } from './shared-data-hub.js';
import type { SlotDevice } from './slot-device.js';
import { SlotThread } from './slot-thread.js';
import { defaultGraceMs, graceOf, superviseTrial } from './supervise-trial.js';

export interface PiscinaExecutorOptions {
  readonly slots: readonly SlotDevice[];
  /** How long a trial that was told to stop may take before its thread or process is ended by force. */
  readonly graceMs?: number;
}

/** Runs each trial in a worker thread, or, for backends that do not survive in threads, in a child process of one. */
export class PiscinaExecutor implements Executor {
  readonly slots: readonly Slot[];
  readonly #threads: readonly SlotThread[];
  readonly #graceMs: number;

  constructor({ slots, graceMs = defaultGraceMs }: PiscinaExecutorOptions) {
    this.slots = slots.map(({ name }, index) => ({ index, device: name }));
    const data = new SharedDataHub();
    this.#threads = slots.map(({ device }) => new SlotThread(device, data));
    this.#graceMs = graceMs;
  }

  run(job: TrialJob, listener: TrialListener, options: RunOptions): Promise<TrialOutcome> {
    const thread = this.#thread(options.slot.index);
    return superviseTrial(listener, { ...options, graceMs: graceOf(job, this.#graceMs) }, (supervised, signals) =>
      thread.runTrial(job, supervised, signals),
    );
  }

  /** Tests or uses a trained model, in the first slot. @throws Error whatever went wrong there. */
  runModelJob(job: ModelJob): Promise<ModelResult> {
    return this.#thread(0).runModel(job);
  }

  async close(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.close()));
  }

  #thread(index: number): SlotThread {
    const thread = this.#threads[index];
    if (thread === undefined) throw new Error(`Slot ${index} of ${this.#threads.length} does not exist`);
    return thread;
  }
}
