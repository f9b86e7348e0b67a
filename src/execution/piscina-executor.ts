import type { BackendName } from '../core/backend.js';
import type { Executor, RunOptions, Slot, TrialJob, TrialListener, TrialOutcome } from '../core/executor.js';
import type { ModelJob, ModelResult } from './protocol.js';
import { SlotThread } from './slot-thread.js';
import { defaultGraceMs, graceOf, superviseTrial } from './supervise-trial.js';

export interface PiscinaExecutorOptions {
  readonly slots: number;
  readonly backend: BackendName;
  /** The devices' names; slots take them in turn. */
  readonly devices?: readonly string[];
  /** What the slots are called, where it is not their backend. */
  readonly label?: string;
  /** How long a trial that was told to stop may take before its thread or process is ended by force. */
  readonly graceMs?: number;
}

/** Runs each trial in a worker thread, or, for backends that do not survive in threads, in a child process of one. */
export class PiscinaExecutor implements Executor {
  readonly slots: readonly Slot[];
  readonly #threads: readonly SlotThread[];
  readonly #graceMs: number;

  constructor({ slots, backend, devices = [], label, graceMs = defaultGraceMs }: PiscinaExecutorOptions) {
    const deviceCount = Math.max(devices.length, 1);
    this.slots = Array.from({ length: slots }, (_, index) => ({
      index,
      device: label ?? deviceName(backend, index % deviceCount, devices[index % deviceCount]),
    }));
    this.#threads = this.slots.map(({ index }) => new SlotThread({ backend, index: index % deviceCount }));
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

/** `wasm`, `cuda:0 NVIDIA A100`, `webgpu: Apple M2`. */
function deviceName(backend: BackendName, index: number, name = ''): string {
  if (backend !== 'cuda' && backend !== 'webgpu') return backend;
  return name.startsWith(backend) ? name : `${backend}:${index} ${name}`.trimEnd();
}
