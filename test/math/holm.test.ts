import { expect, it } from 'vitest';
import { holm } from '../../src/math/holm.js';

it("is R's p.adjust(p, 'holm')", () => {
  expect(holm([0.01, 0.04, 0.03, 0.005]).map((p) => Number(p.toFixed(12)))).toEqual([0.03, 0.06, 0.06, 0.02]);
  expect(holm([0.5, 0.9, 0.6])).toEqual([1, 1, 1]);
  expect(holm([0.02])).toEqual([0.02]);
  expect(holm([])).toEqual([]);
});
