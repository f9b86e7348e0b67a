import { setTimeout } from 'node:timers/promises';
import type { DataFinding } from '../core/data-finding.js';
import type { StudySpec } from '../core/study-spec.js';
import { isTraining, type TaskSpec } from '../core/task-spec.js';
import { longestTimerMs } from '../execution/longest-timer.js';
import { PiscinaExecutor } from '../execution/piscina-executor.js';
import { slotsOn } from '../execution/slot-device.js';

/**
 * What is wrong with the user's modules of a task: they are loaded in a worker, since what they do as they are loaded is not for this
 * process.
 */
export async function checkModules({ task }: StudySpec): Promise<readonly DataFinding[]> {
  if (!namesModules(task)) return [];
  const cpu = { device: { backend: 'wasm', index: 0 }, name: 'cpu' } as const;
  const executor = new PiscinaExecutor({ slots: slotsOn([cpu], 1) });
  try {
    return await executor.loadModules(task, 1);
  } finally {
    await executor.close();
  }
}

/** The findings, or none when it takes longer than a trial may or is told to stop: what is wrong then, the first trials tell. */
export async function unlessEnded(
  findings: Promise<readonly DataFinding[]>,
  { timeoutMs }: Pick<StudySpec, 'timeoutMs'>,
  signal: AbortSignal,
): Promise<readonly DataFinding[]> {
  const done = new AbortController();
  const ending = AbortSignal.any([signal, done.signal]);
  const waited = setTimeout(Math.min(timeoutMs ?? longestTimerMs, longestTimerMs), [], { signal: ending }).catch(() => []);
  try {
    return await Promise.race([findings, waited]);
  } finally {
    done.abort();
  }
}

function namesModules(task: TaskSpec): boolean {
  if (task.kind === 'module') return true;
  if (!isTraining(task)) return false;
  const isTranslated = task.kind === 'text-classification' && task.augmentation?.backTranslation?.kind === 'module';
  return isTranslated || Object.keys(task.ownLosses ?? {}).length > 0;
}
