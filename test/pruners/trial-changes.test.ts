import { expect, it } from 'vitest';
import type { Trial } from '../../src/core/trial.js';
import { recordGoingOn, TrialChanges } from '../../src/pruners/trial-changes.js';
import { completeTrial, prunedTrial, runningTrial } from '../fixtures/trials.js';

it('follows the record of the paused trials that went on, whichever list was looked at between', () => {
  const trials: Trial[] = [
    completeTrial(0, [1]),
    { ...prunedTrial(1, [2]), paused: true },
    { ...prunedTrial(2, [3]), paused: true },
  ];
  const record: number[] = [];
  recordGoingOn(trials, record);
  const taken: [number, string][] = [];
  const changes = new TrialChanges({
    forget: () => taken.push([-1, 'forgotten']),
    take: ({ number, state }) => taken.push([number, state]),
  });
  const news = (list: readonly Trial[]) => {
    changes.follow(list);
    return taken.splice(0);
  };
  expect(news(trials)).toHaveLength(3);
  trials[2] = runningTrial(2, [3, 1]);
  record.push(2);
  expect(news(trials)).toEqual([[2, 'running']]);
  trials[2] = completeTrial(2, [3, 1]);
  expect(news(trials)).toEqual([[2, 'complete']]);
  expect(news([...trials])).toEqual([]);
  trials[1] = runningTrial(1, [2, 1]);
  record.push(1);
  expect(news(trials)).toEqual([[1, 'running']]);
  expect(news(trials)).toEqual([]);
});
