import { expect, it } from 'vitest';
import { methodsParagraph } from '../../src/report/methods-paragraph.js';
import { summarise } from '../../src/report/summary.js';
import { sampleRecord } from './sample-record.js';
import { smallRecord } from './small-record.js';

it('says how the study was done and what it found, to paste', () => {
  const record = sampleRecord(40);
  expect(methodsParagraph(record, summarise(record))).toBe(
    'We searched 9 hyperparameters (encoder, learning_rate, batch_size, dropout, filters, loss, smoothing, clip_norm, lowercase) for ' +
      'the highest val_accuracy with Hypersweep 0.1.0 (sampler tpe, seed 42), with early stopping by asha (min_iter 1, eta 3). ' +
      'The study had 40 trials of at most 12 epochs (13 complete, 18 pruned, 9 failed), 2 trials at a time, and took 4m 12s on ' +
      '2 × wasm (Example CPU at 2.5 GHz, 2 cores). The trial ranked first has val_accuracy 0.8244 on the data that it was chosen by; ' +
      'on test data, which played no part in choosing it, it has 0.8183 (encoder cnn, learning_rate 0.001123, batch_size 64, ' +
      'dropout 0.2692, filters 31, loss cross-entropy, clip_norm 1, lowercase false).',
  );
});

it('has no more than is known of a study from code, or of one without a complete trial', () => {
  const ofSmall = methodsParagraph(smallRecord, summarise(smallRecord));
  expect(ofSmall).toContain('for the lowest val_loss with Hypersweep (sampler random, seed 7), with early stopping by median.');
  expect(ofSmall).toContain('(1 complete, 1 pruned, 1 failed, 1 waiting), and took 2.0 s. The trial ranked first');
  const empty = { ...sampleRecord(0), spec: { ...sampleRecord(0).spec, pruner: { type: 'none' } } };
  expect(methodsParagraph(empty, summarise(empty))).toMatch(
    /, without early stopping\. The study had 0 trials of at most 12 epochs \(none has ended\), 2 trials at a time, and took 0 ms on .*\.$/,
  );
});

it('names memory and GPUs where they are known', () => {
  const record = sampleRecord(1);
  const environment = {
    ...(record.environment as NonNullable<typeof record.environment>),
    memoryBytes: 2 ** 36,
    gpus: ['Example GPU'],
  };
  expect(methodsParagraph({ ...record, environment }, summarise(record))).toContain(
    '(Example CPU at 2.5 GHz, 2 cores, 64 GiB of memory, Example GPU)',
  );
});
