import type { DataFinding } from '../core/data-finding.js';
import type { Executor, RunOptions, Slot, TrialJob, TrialListener, TrialOutcome } from '../core/executor.js';
import type { TaskSpec } from '../core/task-spec.js';
import type { ModelJob, ModelResult } from './protocol.js';
import { SharedDataHub } from './shared-data-hub.js';
import type { SlotDevice } from './slot-device.js';
import { SlotThread } from './slot-thread.js';
import { defaultGraceMs, graceOf, superviseTrial } from './supervise-trial.js';

export interface PiscinaExecutorOptions {
  readonly slots: readonly SlotDevice[];
  /** How long a trial that was told to stop may take before its thread or process is ended by force. */
  readonly graceMs?: number;
  /** What a worker may hold: of a thread its JavaScript heap, of a child process its whole memory. */
  readonly memoryLimitBytes?: number;
}

/** Runs each trial in a worker thread, or, for backends that do not survive in threads, in a child process of one. */
export class PiscinaExecutor implements Executor {
  readonly slots: Slot[] = [];
  readonly #threads: SlotThread[] = [];
  readonly #data = new SharedDataHub();
  readonly #devices: readonly SlotDevice[];
  readonly #graceMs: number;
  readonly #memoryLimitBytes: number | undefined;

  constructor({ slots, graceMs = defaultGraceMs, memoryLimitBytes }: PiscinaExecutorOptions) {
    this.#devices = slots;
    this.#memoryLimitBytes = memoryLimitBytes;
    this.#graceMs = graceMs;
    this.grow(slots.length);
  }

  /** Further slots are on the devices of the first ones, in turn. */
  grow(slots: number): void {
    while (this.slots.length < slots) {
      const index = this.slots.length;
      const { device, name } = this.#devices[index % this.#devices.length] as SlotDevice;
      this.slots.push({ index, device: name });
      this.#threads.push(new SlotThread(device, this.#data, this.#memoryLimitBytes));
    }
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

  /**
   * Loads the user's modules that the task names in the first slots, in all of them at once: as their first trials would, which then
   * need not. @returns what is wrong with them
   */
  async loadModules(task: TaskSpec, slots: number): Promise<readonly DataFinding[]> {
    const findings = await Promise.all(this.#threads.slice(0, slots).map((thread) => thread.loadModules(task)));
    return findings.find(({ length }) => length > 0) ?? [];
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
