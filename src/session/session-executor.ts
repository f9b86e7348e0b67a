import { availableParallelism } from 'node:os';
import type { BackendName } from '../core/backend.js';
import type { DataFinding } from '../core/data-finding.js';
import type { Executor } from '../core/executor.js';
import type { StudySpec } from '../core/study-spec.js';
import { isTraining } from '../core/task-spec.js';
import { chooseSlots } from '../execution/devices.js';
import { InlineExecutor } from '../execution/inline-executor.js';
import { PiscinaExecutor } from '../execution/piscina-executor.js';
import { ProgramExecutor } from '../execution/program-executor.js';
import { programSlots } from '../execution/program-slots.js';
import type { ModelJob, ModelResult } from '../execution/protocol.js';
import { slotsOn } from '../execution/slot-device.js';
import { TableExecutor } from '../simulation/table-executor.js';
import type { ObjectiveFunction } from '../trials/trial-handle.js';

/** An executor, and what else a session asks of it. */
export interface SessionExecutor {
  readonly executor: Executor;
  /** Left out where a trial leaves no model of ours. */
  readonly runModelJob?: (job: ModelJob) => Promise<ModelResult>;
  /** Loads the user's modules that the task names where the first trials will run, as many as `slots`. Left out where there are none. */
  readonly loadModules?: (slots: number) => Promise<readonly DataFinding[]>;
  /** Which backend was taken and why. */
  readonly notices: readonly string[];
}

/** A function of this process: one call at a time unless the spec says otherwise. */
export function inlineExecutor(objective: ObjectiveFunction, spec: StudySpec): SessionExecutor {
  return { executor: new InlineExecutor(objective, { slots: spec.workers ?? 1 }), notices: [] };
}

/**
 * Worker threads for a built-in task or a user's module, on the backend asked for; processes for a program. A module computes on the CPU unless one is
 * named, as nobody knows what libraries it brings; a built-in task on the best that works. Recorded runs need no workers.
 */
export async function workerExecutor(spec: StudySpec, backend: 'auto' | BackendName): Promise<SessionExecutor> {
  if (spec.task.kind === 'table') return { executor: new TableExecutor(spec.space, spec.task, spec.workers ?? 1), notices: [] };
  const { workers, devices, perDevice } = spec;
  if (spec.task.kind === 'program') {
    return { executor: new ProgramExecutor(programSlots({ backend, devices, perDevice, workers })), notices: [] };
  }
  const memory = spec.memoryLimitBytes !== undefined && { memoryLimitBytes: spec.memoryLimitBytes };
  if (spec.task.kind === 'module' && backend === 'auto' && spec.devices === undefined) {
    const cpu = { device: { backend: 'wasm', index: 0 }, name: 'cpu' } as const;
    const slots = slotsOn([cpu], spec.workers ?? availableParallelism());
    return ofModule(spec, new PiscinaExecutor({ slots, ...memory }), []);
  }
  const { slots, explanation } = await chooseSlots({ backend, devices, perDevice, workers });
  const executor = new PiscinaExecutor({ slots, ...memory });
  if (!isTraining(spec.task)) return ofModule(spec, executor, explanation);
  return { executor, runModelJob: (job) => executor.runModelJob(job), notices: explanation };
}

function ofModule({ task }: StudySpec, executor: PiscinaExecutor, notices: readonly string[]): SessionExecutor {
  return { executor, loadModules: (slots) => executor.loadModules(task, slots), notices };
}
