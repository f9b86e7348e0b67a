import type { StudyRecord } from '../../src/core/study-record.js';
import type { CompleteTrial, RepeatMarks, Trial } from '../../src/core/trial.js';
import { smallRecord } from './small-record.js';

const first = smallRecord.trials[0] as CompleteTrial;

function again(number: number, loss: number, marks: RepeatMarks): Trial {
  return { ...first, number, ...marks, loss, metrics: { val_loss: loss }, reports: [] };
}

/** The small study, its best trial once more in a race and twice as a final retraining. */
export const repeatsRecord: StudyRecord = {
  ...smallRecord,
  trials: [
    ...smallRecord.trials,
    again(4, 0.5, { repeatOf: 0, purpose: 'repeat', round: 2 }),
    again(5, 0.75, { repeatOf: 0, purpose: 'finalize', round: 1 }),
    again(6, 0.5, { repeatOf: 0, purpose: 'finalize', round: 2 }),
  ],
  finalTests: [
    { trialNumber: 5, metrics: { test_loss: 0.875 } },
    { trialNumber: 6, metrics: { test_loss: 0.625 } },
  ],
};
