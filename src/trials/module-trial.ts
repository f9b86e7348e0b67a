import { UsageError } from '../core/errors.js';
import type { TrialJob, TrialOutcome } from '../core/executor.js';
import type { ModuleSpec } from '../core/task-spec.js';
import type { LinkedHandle } from './linked-handle.js';
import { runObjective } from './objective-trial.js';
import { exportedNames, exportsOf, moduleName } from './own-module.js';
import type { ObjectiveFunction } from './trial-handle.js';

/** Runs the function that the user's module exports. The module is loaded once a worker. */
export async function runModuleTrial(task: ModuleSpec, job: TrialJob, handle: LinkedHandle): Promise<TrialOutcome> {
  return await runObjective(await loadObjective(task), job, handle);
}

/** The function that the user's module exports. @throws UsageError when the module cannot be loaded or has no such function */
export async function loadObjective({ url, exportName }: ModuleSpec): Promise<ObjectiveFunction> {
  const exported = await exportsOf(url);
  const objective = exported[exportName];
  if (typeof objective === 'function') return objective as ObjectiveFunction;
  const wanted = exportName === 'default' ? 'a function as its default' : `a function as "${exportName}"`;
  const got = objective === undefined ? `none; ${exportedNames(exported)}` : `a ${typeof objective}`;
  throw new UsageError(`Expected ${moduleName(url)} to export ${wanted}, got ${got}`);
}
