import { availableParallelism } from 'node:os';
import type { BackendName } from '../core/backend.js';
import type { Executor } from '../core/executor.js';
import type { StudySpec } from '../core/study-spec.js';
import { chooseBackend, defaultSlots } from '../execution/devices.js';
import { InlineExecutor } from '../execution/inline-executor.js';
import { PiscinaExecutor } from '../execution/piscina-executor.js';
import type { ModelJob, ModelResult } from '../execution/protocol.js';
import { TableExecutor } from '../simulation/table-executor.js';
import type { ObjectiveFunction } from '../trials/trial-handle.js';

/** An executor, and what else a session asks of it. */
export interface SessionExecutor {
  readonly executor: Executor;
  /** Left out where a trial leaves no model of ours. */
  readonly runModelJob?: (job: ModelJob) => Promise<ModelResult>;
  /** Which backend was taken and why. */
  readonly notices: readonly string[];
}

/** A function of this process: one call at a time unless the spec says otherwise. */
export function inlineExecutor(objective: ObjectiveFunction, spec: StudySpec): SessionExecutor {
  return { executor: new InlineExecutor(objective, { slots: spec.workers ?? 1 }), notices: [] };
}

/**
 * Worker threads for a user's module, which brings its own libraries, or for a built-in task on the backend asked for. Recorded
 * runs need none.
 */
export async function workerExecutor(spec: StudySpec, backend: 'auto' | BackendName): Promise<SessionExecutor> {
  if (spec.task.kind === 'table') return { executor: new TableExecutor(spec.space, spec.task, spec.workers ?? 1), notices: [] };
  if (spec.task.kind === 'module') {
    return { executor: new PiscinaExecutor({ slots: spec.workers ?? availableParallelism(), backend: 'cpu' }), notices: [] };
  }
  const { chosen, explanation } = await chooseBackend(backend);
  const slots = spec.workers ?? defaultSlots(chosen);
  const executor = new PiscinaExecutor({ slots, backend: chosen.name, devices: chosen.devices });
  return { executor, runModelJob: (job) => executor.runModelJob(job), notices: explanation };
}
