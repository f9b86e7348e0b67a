import type { DataFinding } from '../core/data-finding.js';
import { UsageError } from '../core/errors.js';
import { isTraining, type TaskSpec } from '../core/task-spec.js';
import { loadObjective } from './module-trial.js';

/** Loads the modules of the user's own that a task names, which stay loaded for the trials. @returns what is wrong with them */
export async function loadOwnModules(task: TaskSpec): Promise<DataFinding[]> {
  const findings: DataFinding[] = [];
  for (const load of await loadsOf(task)) {
    await load().catch((error) => {
      if (!(error instanceof UsageError)) throw error;
      findings.push({ severity: 'error', message: error.message });
    });
  }
  return findings;
}

async function loadsOf(task: TaskSpec): Promise<(() => Promise<unknown>)[]> {
  if (task.kind === 'module') return [() => loadObjective(task)];
  if (!isTraining(task)) return [];
  const { loadOwnLoss } = await import('../training/losses/load-own-loss.js');
  const losses = Object.entries(task.ownLosses ?? {}).map(
    ([name, url]) =>
      () =>
        loadOwnLoss(name, url),
  );
  const translation = task.kind === 'text-classification' ? task.augmentation?.backTranslation : undefined;
  if (translation?.kind !== 'module') return losses;
  const { loadTranslator } = await import('../training/data/text-augmentation/back-translation.js');
  return [...losses, () => loadTranslator(translation.url)];
}
