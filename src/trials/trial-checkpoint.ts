import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { TrialJob } from '../core/executor.js';
import { nameOfSavedStep, savedStepOf } from '../core/saved-step.js';

/**
 * How much of a trial's work an interruption may cost, in milliseconds. A shorter trial saves nothing, and a longer one spends next
 * to nothing on it: a model of 100 million weights with its optimizer's memory is written within seconds.
 */
const defaultEveryMs = 60_000;

/**
 * How many of a trial's checkpoints stay. Of the newest one the report may not have been recorded when the trial is cut off: then
 * it goes on from the one before.
 */
const keptCheckpoints = 2;

/** Its name until a checkpoint is whole. */
const unfinishedName = 'unfinished';

/**
 * Where a trial keeps what it goes on from when it was interrupted, crashed, or was paused and promoted. A trial that ignores this
 * runs from the start; the study knows the steps up to `step` and passes over them.
 */
export class TrialCheckpoint {
  /**
   * For files of the trial's own; `save` makes it. A file or a folder that is renamed to `step-12`, once it is whole, says that
   * the trial can go on after step 12.
   */
  readonly folder: string;
  /** The last step before the trial was cut off: the next one to report is the one after. Undefined in a trial that begins. */
  readonly step?: number;
  /** Whether the trial may go on after it was told to stop: then it saves at the latest before it returns. */
  readonly mayPause: boolean;
  readonly #everyMs: number;
  #lastSavedAt = performance.now();

  constructor(folder: string, job: Pick<TrialJob, 'resumeStep' | 'mayPause' | 'checkpointEveryMs'>) {
    const { resumeStep, mayPause = false, checkpointEveryMs = defaultEveryMs } = job;
    this.folder = folder;
    if (resumeStep !== undefined) this.step = resumeStep;
    this.mayPause = mayPause;
    this.#everyMs = checkpointEveryMs;
  }

  /** Whether it is time to save, so that an interruption costs little: a minute after the last time, or what the sweep file says. */
  get isDue(): boolean {
    return performance.now() - this.#lastSavedAt >= this.#everyMs;
  }

  /**
   * Keeps what the trial needs to go on after a step, whole or not at all. The state may be saved before or after that step is
   * reported.
   *
   * @param state whatever `structuredClone` takes: numbers to the last bit, typed arrays, maps
   * @param step from 1: the last one that the state includes
   * @throws RangeError when the step is no whole number from 1
   */
  save(state: unknown, step: number): void {
    if (!Number.isSafeInteger(step) || step < 1) {
      throw new RangeError(`Expected a checkpoint's step to be a whole number from 1, got ${JSON.stringify(step)}`);
    }
    mkdirSync(this.folder, { recursive: true });
    const unfinished = join(this.folder, unfinishedName);
    // Flushed before it is renamed: after a power cut it is there whole, or the one before is.
    writeFileSync(unfinished, serialize(state), { flush: true });
    renameSync(unfinished, this.#path(step));
    this.#dropOlder();
    this.#lastSavedAt = performance.now();
  }

  /** What was saved at `step`. Undefined in a trial that begins, and where nothing was saved or it cannot be read. */
  load(): unknown {
    if (this.step === undefined || !existsSync(this.#path(this.step))) return undefined;
    try {
      return deserialize(readFileSync(this.#path(this.step)));
    } catch {
      // The trial begins anew, to the same end.
      return undefined;
    }
  }

  #dropOlder(): void {
    const steps = readdirSync(this.folder).flatMap((name) => savedStepOf(name) ?? []);
    for (const step of steps.sort((a, b) => b - a).slice(keptCheckpoints)) rmSync(this.#path(step), { recursive: true });
  }

  #path(step: number): string {
    return join(this.folder, nameOfSavedStep(step));
  }
}
