import { setImmediate } from 'node:timers/promises';
import { outcomeOfEnding, outsideEnding } from '../core/ending-by-hand.js';
import type { Executor, RunOptions, Slot, TrialJob, TrialListener, TrialOutcome } from '../core/executor.js';
import type { SearchSpace } from '../core/search-space.js';
import type { TableSpec } from '../core/task-spec.js';
import { recordedRuns } from './recorded-runs.js';
import { indexAfter, resultOf, type VirtualRuns } from './virtual-run.js';

/** Replays recorded runs in this process, as fast as their reports are taken: nothing is computed, so no thread is needed. */
export class TableExecutor implements Executor {
  readonly slots: Slot[] = [];
  readonly #task: TableSpec;
  readonly #runs: VirtualRuns;

  constructor(space: SearchSpace, task: TableSpec, slots: number) {
    this.#task = task;
    this.#runs = recordedRuns(space, task);
    this.grow(slots);
  }

  grow(slots: number): void {
    while (this.slots.length < slots) this.slots.push({ index: this.slots.length, device: 'table' });
  }

  async run(job: TrialJob, listener: TrialListener, { signal }: RunOptions): Promise<TrialOutcome> {
    const { metric } = job.objective;
    const run = this.#runs({ number: job.trialNumber, params: job.params });
    for (let index = indexAfter(run, job.resumeStep ?? 0); index < run.steps.length; index++) {
      // The other slots, the terminal and Ctrl-C have their turn.
      await setImmediate();
      if (signal.aborted) return outcomeOfEnding(outsideEnding(signal));
      const step = run.steps[index] as number;
      const value = run.valueAt(index);
      if (!Number.isFinite(value))
        return { kind: 'failed', reason: 'diverged', message: `${metric} is ${value} at step ${step}` };
      const verdict = await listener.reported(step, { [metric]: value });
      if (index === run.steps.length - 1) break;
      if (verdict === 'stop') return signal.aborted ? outcomeOfEnding(outsideEnding(signal)) : { kind: 'pruned' };
    }
    return { kind: 'complete', metrics: { [metric]: resultOf(run, this.#task.score, job.objective) } };
  }

  async close(): Promise<void> {}
}
