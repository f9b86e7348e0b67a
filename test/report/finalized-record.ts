import type { TestResult } from '../../src/core/store.js';
import type { StudyRecord } from '../../src/core/study-record.js';
import type { CompleteTrial, RepeatMarks, Trial } from '../../src/core/trial.js';
import { createRng, standardNormal } from '../../src/math/rng.js';
import { sampleRecord } from './sample-record.js';

const startup = 10;

/**
 * The made-up study once more, the first trials drawn at random, after a race of its five best over three seeds and the final
 * retraining of three with five, one of which failed. The same at every call.
 */
export function finalizedRecord(): StudyRecord {
  const record = sampleRecord();
  const rng = createRng(3);
  const trials: Trial[] = record.trials.map((trial) => ({
    ...trial,
    suggestion: { by: trial.number < startup ? 'random' : 'tpe', numbers: {} },
  }));
  const complete = trials.filter((trial): trial is CompleteTrial => trial.state === 'complete').sort((a, b) => a.loss - b.loss);
  const finalTests: TestResult[] = [];
  const repeat = (one: CompleteTrial, marks: Required<RepeatMarks>) => {
    const number = trials.length;
    const accuracy = Number((-one.loss - 0.012 + 0.006 * standardNormal(rng)).toFixed(4));
    const metrics = { ...one.metrics, val_accuracy: accuracy };
    const { suggestion: _, ...base } = one;
    trials.push({ ...base, number, ...marks, loss: -accuracy, metrics });
    if (marks.purpose === 'finalize') {
      finalTests.push({ trialNumber: number, metrics: { test_accuracy: accuracy - 0.004, test_loss: 0.7 } });
    }
  };
  for (const one of complete.slice(0, 5))
    for (const round of [2, 3]) repeat(one, { repeatOf: one.number, purpose: 'repeat', round });
  for (const one of complete.slice(0, 3))
    for (const round of [1, 2, 3, 4, 5]) repeat(one, { repeatOf: one.number, purpose: 'finalize', round });
  const last = trials.at(-1) as CompleteTrial;
  const { loss: _loss, metrics: _metrics, ...rest } = last;
  trials[last.number] = { ...rest, state: 'failed', reason: 'out-of-memory', message: 'no room for the batch' };
  finalTests.pop();
  return { ...record, trials, finalTests };
}
