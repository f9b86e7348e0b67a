import type { TrialJob, TrialOutcome } from '../core/executor.js';
import type { LinkedHandle } from './linked-handle.js';
import { runModuleTrial } from './module-trial.js';
import { settleTrial } from './settle-trial.js';
import type { TrialLink } from './trial-link.js';
import type { TrialPlace } from './trial-place.js';

/** Runs one trial in this thread. Whatever it does, it ends as an outcome; `pruned` means that it was told to stop, why ever. */
export function runTrial(job: TrialJob, link: TrialLink, place: TrialPlace): Promise<TrialOutcome> {
  return settleTrial(job, link, place, (handle) => dispatch(job, handle, place));
}

async function dispatch(job: TrialJob, handle: LinkedHandle, place: TrialPlace): Promise<TrialOutcome> {
  const { task } = job;
  switch (task.kind) {
    case 'module':
      return await runModuleTrial(task, job, handle);
    case 'table':
      throw new Error('Recorded results are looked up by the process that has them, never in a worker');
    case 'program':
      throw new Error('A program is started by the process that watches it, never in a worker');
    case 'inline':
      throw new Error('A function that was given in code runs in its own process, never in a worker');
    default: {
      const { trainTrial } = await import('../training/train.js');
      return await trainTrial(job, handle, await place.backend(), place.data);
    }
  }
}
