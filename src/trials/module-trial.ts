import type { TrialJob, TrialOutcome } from '../core/executor.js';
import type { ModuleSpec } from '../core/task-spec.js';
import type { LinkedHandle } from './linked-handle.js';
import { runObjective } from './objective-trial.js';
import type { ObjectiveFunction } from './trial-handle.js';

/** By URL. Asking the loader again, though it knows the module, costs a short trial more than all else. */
const modules = new Map<string, Promise<Readonly<Record<string, unknown>>>>();

/** Runs the function that the user's module exports. The module is loaded once a worker. */
export async function runModuleTrial(task: ModuleSpec, job: TrialJob, handle: LinkedHandle): Promise<TrialOutcome> {
  const objective = (await load(task.url))[task.exportName];
  if (typeof objective !== 'function') {
    throw new TypeError(`Expected ${task.url} to export a function as "${task.exportName}", got ${typeof objective}`);
  }
  return await runObjective(objective as ObjectiveFunction, job, handle);
}

function load(url: string): Promise<Readonly<Record<string, unknown>>> {
  const known = modules.get(url);
  if (known !== undefined) return known;
  const loading: Promise<Readonly<Record<string, unknown>>> = import(url);
  modules.set(url, loading);
  return loading;
}
