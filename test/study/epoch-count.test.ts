import { expect, it } from 'vitest';
import type { Trial } from '../../src/core/trial.js';
import { EpochCount } from '../../src/study/epoch-count.js';
import { completeTrial, prunedTrial, runningTrial } from '../fixtures/trials.js';

it('follows trials that report, end and are replaced', () => {
  const count = new EpochCount();
  const trials: Trial[] = [completeTrial(0, [1, 1]), runningTrial(1, [1])];
  expect(count.of(trials)).toBe(3);
  trials[1] = runningTrial(1, [1, 1, 1]);
  trials.push(runningTrial(2, []));
  expect(count.of(trials)).toBe(5);
  trials[1] = { state: 'waiting', number: 1, params: {}, attempt: 1, reports: [] };
  trials[2] = prunedTrial(2, [1]);
  expect(count.of(trials)).toBe(3);
  expect(count.of([completeTrial(0, [1])])).toBe(1);
});
