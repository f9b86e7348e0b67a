import { availableParallelism } from 'node:os';
import type { Device } from '../core/backend.js';
import type { Executor, RunOptions, Slot, TrialJob, TrialListener, TrialOutcome } from '../core/executor.js';
import { runProgramTrial } from '../trials/program/program-trial.js';
import { settleTrial } from '../trials/settle-trial.js';
import { deviceEnvironment } from './device-environment.js';
import { localLink } from './local-link.js';
import { localPlace } from './local-place.js';
import { startProgram } from './program-process.js';
import type { SlotDevice } from './slot-device.js';
import { graceOf, superviseTrial, type TrialSignals } from './supervise-trial.js';
import { openTrialLog } from './trial-log.js';

/** How long a program may take to end after SIGTERM: longer than a function, as it may have to write what it has. */
const defaultGraceMs = 10_000;

/** Runs a program a trial. There is no thread between: its messages are few, and its process is its own. */
export class ProgramExecutor implements Executor {
  readonly slots: Slot[] = [];
  readonly #devices: readonly SlotDevice[];

  constructor(slots: readonly SlotDevice[]) {
    this.#devices = slots;
    this.grow(slots.length);
  }

  /** Further slots are on the devices of the first ones, in turn. */
  grow(slots: number): void {
    while (this.slots.length < slots) {
      const index = this.slots.length;
      this.slots.push({ index, device: this.#slotDevice(index).name });
    }
  }

  run(job: TrialJob, listener: TrialListener, options: RunOptions): Promise<TrialOutcome> {
    const graceMs = job.task.kind === 'program' ? job.task.graceMs : undefined;
    const { device } = this.#slotDevice(options.slot.index);
    return superviseTrial(listener, { ...options, graceMs: graceMs ?? graceOf(job, defaultGraceMs) }, (supervised, signals) =>
      this.#trial(job, device, supervised, signals),
    );
  }

  async close(): Promise<void> {}

  async #trial(job: TrialJob, device: Device, listener: TrialListener, signals: TrialSignals): Promise<TrialOutcome> {
    const { task } = job;
    if (task.kind !== 'program') throw new Error(`Expected a program, got a task of the kind ${task.kind}`);
    const log = openTrialLog(job);
    const link = localLink(listener, signals, log);
    const environment = slotEnvironment(device, this.slots.length);
    const outcome = await settleTrial(job, link, localPlace(device), (handle) =>
      runProgramTrial(task, job, handle, environment, (program) => startProgram(program, signals)),
    );
    log.end(outcome);
    return outcome;
  }

  #slotDevice(index: number): SlotDevice {
    return this.#devices[index % this.#devices.length] as SlotDevice;
  }
}

/** Variables that tie a program to its slot. On a CPU its numerical libraries share the cores with those of the other slots. */
export function slotEnvironment(device: Device, slots: number, inherited: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  if (device.backend === 'cuda') return deviceEnvironment(device, inherited);
  if (slots === 1 || inherited.OMP_NUM_THREADS !== undefined) return {};
  return { OMP_NUM_THREADS: String(Math.max(1, Math.floor(availableParallelism() / slots))) };
}
