import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { BackendName } from '../../core/backend.js';
import { UsageError } from '../../core/errors.js';
import { isTraining } from '../../core/task-spec.js';
import type { ModelJob, Prediction } from '../../execution/protocol.js';
import { workerExecutor } from '../../session/session-executor.js';
import { studyFolder } from '../../storage/study-folder.js';
import { printJson } from '../output.js';
import { predictionInputs } from '../prediction-inputs.js';
import { storedStudy } from '../stored-study.js';

interface PredictOptions {
  readonly results: string;
  readonly text?: string;
  readonly tokens?: boolean;
  readonly top: number;
  readonly backend: 'auto' | BackendName;
  readonly json?: boolean;
}

export async function predict(study: string, files: readonly string[], options: PredictOptions): Promise<number> {
  const { root, record } = storedStudy(study, options.results);
  const folder = studyFolder(root).best;
  const { task } = record.spec;
  if (!isTraining(task)) throw new UsageError(`${study} trained no model of ours: ${folder} holds what its trials saved`);
  if (!existsSync(join(folder, 'model.json'))) throw new UsageError(`${study} has no best model yet: no trial is complete`);
  const inputs = predictionInputs(task, files, options);
  const areTokens = inputs.some((input) => typeof input !== 'string');
  const job: ModelJob = { type: 'predict', folder, task: task.kind, inputs, top: options.top };
  const predictions = await predictionsOf(job, record.spec, options);
  if (options.json) printJson(predictions);
  else for (const prediction of predictions) console.log(areTokens ? taggedLines(prediction) : line(prediction));
  return 0;
}

async function predictionsOf(
  job: ModelJob,
  spec: Parameters<typeof workerExecutor>[0],
  { backend }: PredictOptions,
): Promise<readonly Prediction[]> {
  const { executor, runModelJob } = await workerExecutor({ ...spec, workers: 1 }, backend);
  try {
    const result = await runModelJob?.(job);
    if (result?.type === 'mistake') throw new UsageError(result.message);
    if (result?.type !== 'predict') throw new Error(`Expected predictions, got ${result?.type}`);
    return result.predictions;
  } finally {
    await executor.close();
  }
}

/** A token a line with its tag, and an empty line after each sentence, as CoNLL files have them. */
function taggedLines(prediction: Prediction): string {
  if (!('tokens' in prediction)) throw new Error('Expected the tags of tokens');
  return prediction.tokens.map(({ token, tag }) => `${token}\t${tag}\n`).join('');
}

/** The text, or the file, then its labels, `Königreich  de 0.981  lb 0.007`, its number, or what is in it, `at 9  hour: 9`. */
function line(prediction: Prediction): string {
  const { text } = prediction;
  if ('value' in prediction) return `${text}\t${Number(prediction.value.toPrecision(6))}`;
  if ('entities' in prediction) return [text, ...prediction.entities.map((found) => `${found.type}: ${found.text}`)].join('\t');
  const { labels } = prediction;
  return [text, ...labels.map(({ label, probability }) => `${label} ${probability.toFixed(3)}`)].join('\t');
}
