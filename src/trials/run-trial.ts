import type { TrialJob, TrialOutcome } from '../core/executor.js';
import type { ActiveBackend } from '../training/backends/backend.js';
import type { LinkedHandle } from './linked-handle.js';
import { runModuleTrial } from './module-trial.js';
import { settleTrial } from './settle-trial.js';
import type { TrialLink } from './trial-link.js';

/**
 * Runs one trial in this thread. Whatever it does, it ends as an outcome; `pruned` means that it was told to stop, why ever.
 * `backend` is called only by trials that compute on one, so that a user's own function costs no TensorFlow.js.
 */
export function runTrial(job: TrialJob, link: TrialLink, backend: () => Promise<ActiveBackend>): Promise<TrialOutcome> {
  return settleTrial(job, link, (handle) => dispatch(job, handle, backend));
}

async function dispatch(job: TrialJob, handle: LinkedHandle, backend: () => Promise<ActiveBackend>): Promise<TrialOutcome> {
  const { task } = job;
  switch (task.kind) {
    case 'module':
      return await runModuleTrial(task, job, handle);
    case 'table':
      throw new Error('Recorded results are looked up by the process that has them, never in a worker');
    case 'inline':
      throw new Error('A function that was given in code runs in its own process, never in a worker');
    default: {
      const { trainTrial } = await import('../training/train.js');
      return await trainTrial(job, handle, await backend());
    }
  }
}
