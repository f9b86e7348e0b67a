import type { TrialJob, TrialOutcome } from '../core/executor.js';
import type { ModuleSpec } from '../core/task-spec.js';
import type { LinkedHandle } from './linked-handle.js';
import { loadModule } from './load-module.js';
import { runObjective } from './objective-trial.js';
import type { ObjectiveFunction } from './trial-handle.js';

/** Runs the function that the user's module exports. The module is loaded once a worker. */
export async function runModuleTrial(task: ModuleSpec, job: TrialJob, handle: LinkedHandle): Promise<TrialOutcome> {
  const objective = (await loadModule(task.url))[task.exportName];
  if (typeof objective !== 'function') {
    throw new TypeError(`Expected ${task.url} to export a function as "${task.exportName}", got ${typeof objective}`);
  }
  return await runObjective(objective as ObjectiveFunction, job, handle);
}
