import { expect, it } from 'vitest';
import { SearchTrials, searchTrials } from '../../src/study/search-trials.js';
import { repeatOf, study } from '../fixtures/repeats.js';
import { completeTrial, runningTrial } from '../fixtures/trials.js';

it('leaves repeats out, and numbers the others among themselves', () => {
  const trials = [...study([1, 2], [[0, 2, 3]]), completeTrial(3, [4])];
  expect(searchTrials(trials).map(({ number, params }) => [number, params])).toEqual([
    [0, { x: 0 }],
    [1, { x: 1 }],
    [2, {}],
  ]);
  const own = study([1, 2]);
  expect(searchTrials(own)).toBe(own);
});

it('follows what becomes of a trial, and knows its number in the study', () => {
  const search = new SearchTrials();
  for (const trial of study([1], [[0, 2, 3]])) search.put(trial);
  expect(search.put(repeatOf(2, 0, 3))).toBeUndefined();
  const running = runningTrial(3);
  expect(search.put(running)).toEqual({ ...running, number: 1 });
  const complete = completeTrial(3, [7]);
  search.put(complete);
  expect(search.all).toEqual([completeTrial(0, [1], { x: 0 }), { ...complete, number: 1 }]);
  expect(search.numberOf(1)).toBe(3);
  expect(search.of(complete)).toBe(search.all[1]);
});
