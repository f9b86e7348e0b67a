import { expect, it } from 'vitest';
import { countConfusion } from '../../../src/training/metrics/confusion.js';

// The example of scikit-learn's documentation of confusion_matrix: [[2, 0, 0], [0, 0, 1], [1, 0, 2]]
it("counts scikit-learn's matrix", () => {
  const confusion = countConfusion(['ant', 'bird', 'cat'], Int32Array.of(0, 0, 2, 2, 0, 2), Int32Array.of(2, 0, 2, 2, 0, 1));
  expect(confusion).toEqual({
    labels: ['ant', 'bird', 'cat'],
    cells: [
      [0, 0, 2],
      [1, 2, 1],
      [2, 0, 1],
      [2, 2, 2],
    ],
  });
});
