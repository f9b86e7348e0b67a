import fc from 'fast-check';
import { expect, it } from 'vitest';
import { scoreTable } from '../../../src/report/class-scores.js';
import { tagsOfTypes } from '../../../src/training/data/tagging/bio.js';
import { countEntities } from '../../../src/training/labelling/entity-confusion.js';
import { scoreEntities } from '../../../src/training/labelling/entity-scores.js';

it('counts for what each entity was taken, what was not found, and what is not there', () => {
  const truth = [['B-x', 'I-x', 'O', 'B-y'], ['B-x', 'O'], ['B-y']];
  const predicted = [['B-x', 'I-x', 'O', 'B-x'], ['B-x', 'I-x'], ['B-y']];
  expect(countEntities(['x', 'y'], truth, predicted)).toEqual({
    labels: ['x', 'y', 'no entity'],
    cells: [
      [0, 0, 1],
      // With another end it is neither of the two.
      [0, 2, 1],
      [1, 0, 1],
      [1, 1, 1],
      [2, 0, 1],
    ],
    none: 2,
  });
});

it('has the precision, recall and F1 of all entities, whatever the tags', () => {
  const tag = fc.constantFrom(...tagsOfTypes(['x', 'y']));
  const sentence = fc.array(fc.tuple(tag, tag), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(fc.array(sentence, { minLength: 1, maxLength: 5 }), (sentences) => {
      const [truth, predicted] = [0, 1].map((side) => sentences.map((pairs) => pairs.map((pair) => pair[side] as string)));
      const { micro } = scoreTable(countEntities(['x', 'y'], truth as string[][], predicted as string[][]));
      const { precision, recall, f1 } = scoreEntities(truth as string[][], predicted as string[][]);
      expect(micro?.precision ?? 0).toBeCloseTo(precision, 12);
      expect(micro?.recall ?? 0).toBeCloseTo(recall, 12);
      expect(micro?.f1 ?? 0).toBeCloseTo(f1, 12);
    }),
  );
});
