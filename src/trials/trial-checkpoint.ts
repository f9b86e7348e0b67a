import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';

const fileName = 'state.v8';

/**
 * Where a trial that may be paused and promoted later keeps what it needs to go on: it saves at the latest before it returns after
 * a `stop`. A trial that ignores this runs from the start; the study knows its first steps and passes over them.
 */
export class TrialCheckpoint {
  /** For files of the trial's own; `save` makes it. */
  readonly folder: string;
  /** The last step before the pause: the next one to report is the one after. Undefined in a trial that begins. */
  readonly step?: number;

  constructor(folder: string, step: number | undefined) {
    this.folder = folder;
    if (step !== undefined) this.step = step;
  }

  /**
   * Keeps a value in place of the one before, which is replaced whole or not at all.
   *
   * @param state whatever `structuredClone` takes: numbers to the last bit, typed arrays, maps
   */
  save(state: unknown): void {
    mkdirSync(this.folder, { recursive: true });
    const path = join(this.folder, fileName);
    // Flushed before it is renamed: after a power cut there is the old checkpoint or the new one, never half of one.
    writeFileSync(`${path}.new`, serialize(state), { flush: true });
    renameSync(`${path}.new`, path);
  }

  /** What was saved before the pause. Undefined in a trial that begins, and where nothing was saved. */
  load(): unknown {
    const path = join(this.folder, fileName);
    return this.step !== undefined && existsSync(path) ? deserialize(readFileSync(path)) : undefined;
  }
}
