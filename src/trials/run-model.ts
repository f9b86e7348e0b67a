import type { ActiveBackend } from '../training/backends/backend.js';
import type { ModelJob, ModelResult } from './model-job.js';

/** Looks at a study's data, or measures or uses a model that a trial left in a folder. */
export async function runModel(job: ModelJob, backend: () => Promise<ActiveBackend>): Promise<ModelResult> {
  const { dataMistake, predict, testModel } = await import('../training/train.js');
  if (job.type === 'check') {
    const mistake = dataMistake(job.job);
    return { type: 'check', ...(mistake !== undefined && { mistake }) };
  }
  await backend();
  switch (job.type) {
    case 'test':
      return { type: 'test', metrics: await testModel(job.folder, job.job) };
    case 'predict':
      return { type: 'predict', predictions: await predict(job.folder, job.task, job.inputs, job.top) };
  }
}
