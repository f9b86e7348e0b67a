import { UsageError } from '../core/errors.js';
import type { TrialJob } from '../core/executor.js';
import { isTraining } from '../core/task-spec.js';
import { loadOwnModules } from './load-own-modules.js';
import type { ModelJob, ModelResult } from './model-job.js';
import type { TrialPlace } from './trial-place.js';

/** Looks at a study's modules or its data, or measures or uses a model that a trial left in a folder. */
export async function runModel(job: ModelJob, place: TrialPlace): Promise<ModelResult> {
  if (job.type === 'load') return { type: 'check', findings: await loadOwnModules(job.task) };
  const { confusionsOf, lookAtData, predict, testModel, tryOwnLosses } = await import('../training/train.js');
  if (job.type === 'check') {
    const findings = await lookAtData(job.job, place.data);
    if (!hasOwnLosses(job.job) || findings.some(({ severity }) => severity === 'error')) return { type: 'check', findings };
    await place.backend();
    return { type: 'check', findings: [...(await tryOwnLosses(job.job, job.params)), ...findings] };
  }
  await place.backend();
  switch (job.type) {
    case 'test':
      return { type: 'test', metrics: await testModel(job.folder, job.job, place.data) };
    case 'confusions': {
      const confusions = await confusionsOf(job.folder, job.job, place.data);
      return { type: 'confusions', ...(confusions && { confusions }) };
    }
    case 'predict':
      try {
        return { type: 'predict', predictions: await predict(job.folder, job.task, job.inputs, job.top) };
      } catch (error) {
        if (error instanceof UsageError) return { type: 'mistake', message: error.message };
        throw error;
      }
  }
}

function hasOwnLosses({ task }: TrialJob): boolean {
  return isTraining(task) && task.ownLosses !== undefined;
}
