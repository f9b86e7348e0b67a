import type { Confusion } from '../../src/core/confusion.js';

/** One label has what Markdown and HTML would read as their own. */
export const threeClasses: Confusion = {
  labels: ['ant', 'b|rd <b>', 'cat'],
  cells: [
    [0, 0, 2],
    [1, 2, 1],
    [2, 0, 1],
    [2, 2, 3],
  ],
};

/** Class k is right a hundred times and k + 1 times taken for the next. */
export const manyClasses: Confusion = {
  labels: Array.from({ length: 25 }, (_, k) => `class ${k}`),
  cells: Array.from({ length: 25 }, (_, k) => [[k, k, 100] as const, [k, (k + 1) % 25, k + 1] as const]).flat(),
};

/** Entities: two of five places are found, one of them as another type; one that is found is none. */
export const entities: Confusion = {
  labels: ['person', 'place', 'no entity'],
  cells: [
    [0, 0, 3],
    [0, 2, 1],
    [1, 0, 1],
    [1, 1, 1],
    [1, 2, 3],
    [2, 1, 1],
  ],
  none: 2,
};
