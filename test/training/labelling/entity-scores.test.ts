import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readTaggedFile } from '../../../src/training/data/tagging/tagged-file.js';
import { scoreEntities } from '../../../src/training/labelling/entity-scores.js';

it('counts what is right in type and both ends', () => {
  const truth = [['B-x', 'I-x', 'O', 'B-y'], ['B-x']];
  const predicted = [['B-x', 'O', 'O', 'B-y'], ['B-y']];
  expect(scoreEntities(truth, predicted)).toEqual({ precision: 1 / 3, recall: 1 / 3, f1: 1 / 3 });
});

it('is the harmonic mean of precision and recall', () => {
  const truth = [['B-x', 'B-x', 'B-x', 'B-x']];
  const predicted = [['B-x', 'O', 'B-x', 'B-y']];
  expect(scoreEntities(truth, predicted)).toEqual({ precision: 2 / 3, recall: 1 / 2, f1: expect.closeTo(4 / 7, 12) });
});

it('does not join entities of two sentences', () => {
  expect(scoreEntities([['B-x'], ['I-x']], [['B-x'], ['B-x']])).toEqual({ precision: 1, recall: 1, f1: 1 });
});

it('is 0 where nothing is there or nothing is found', () => {
  const none = { precision: 0, recall: 0, f1: 0 };
  expect(scoreEntities([['O']], [['O']])).toEqual(none);
  expect(scoreEntities([['O']], [['B-x']])).toEqual(none);
  expect(scoreEntities([['B-x']], [['O']])).toEqual(none);
});

/** Derczynski et al. 2017 (https://aclanthology.org/W17-4418, table 2): P, R and F1 of entities in per cent. */
const published: Readonly<Record<string, readonly [number, number, number]>> = {
  'arcada.txt': [47.4, 34.57, 39.98],
  'drexel_cci.txt': [50.39, 17.79, 26.3],
  'flytxt.txt': [47.92, 31.97, 38.35],
  'mic-cis.txt': [40.97, 33.83, 37.06],
  'sjtu_adapt.txt': [50.21, 33.83, 40.42],
  'spinningbytes.txt': [47.09, 35.96, 40.78],
  'uh_ritual.txt': [57.54, 32.9, 41.86],
};

const folder = fileURLToPath(new URL('../../../../shared/data/ner-wnut17', import.meta.url));

// Without the shared data there is nothing to test with; continuous integration has to have it.
describe.skipIf(!existsSync(folder) && !process.env.CI)('the systems of WNUT 2017', () => {
  const tagsOf = (file: string) => readTaggedFile(`${folder}/${file}`, { tokenColumn: 0, tagColumn: -1 }).map(({ tags }) => tags);

  it('are all there', () => {
    expect(readdirSync(`${folder}/submissions`).sort()).toEqual(Object.keys(published));
  });

  it.each(Object.entries(published))('%s has its published scores', (file, expected) => {
    const { precision, recall, f1 } = scoreEntities(tagsOf('emerging.test.annotated'), tagsOf(`submissions/${file}`));
    expect([precision, recall, f1].map((share) => Number((100 * share).toFixed(2)))).toEqual(expected);
  });
});
