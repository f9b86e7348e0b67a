import { expect, it } from 'vitest';
import { SortedPlaces } from '../../../src/samplers/tpe/sorted-places.js';

const places = [0.7, 0.2, 0.3, 0.3, 0.9];

it('knows how far the neighbours of an observation are, as observations come and go', () => {
  const sorted = new SortedPlaces((number) => places[number] as number);
  sorted.insert(1);
  expect(sorted.width(1)).toBeCloseTo(0.8, 12); // alone: to the farther bound
  for (const number of [0, 2, 3]) sorted.insert(number);
  const widths = () => [1, 2, 3, 0].map((number) => sorted.width(number));
  expect(widths()).toEqual([0.1, 0.1, 0.4, 0.4].map((width) => expect.closeTo(width, 12)));
  expect(sorted.neighbours(3)).toEqual([2, 0]);
  sorted.insert(4);
  sorted.remove(3);
  expect(sorted.neighbours(2)).toEqual([1, 0]);
  expect(sorted.neighbours(0)).toEqual([2, 4]);
  expect(sorted.neighbours(4)).toEqual([0, undefined]);
});
