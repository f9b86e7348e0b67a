import { describe, expect, it } from 'vitest';
import { isFeasible } from '../../src/core/search-space.js';
import { createRng } from '../../src/math/rng.js';
import { feasiblePoint } from '../../src/samplers/feasible-point.js';
import { parseSweep } from '../../src/sweep-file/index.js';

function spaceOf(keys: string) {
  const text = `metric: { name: val_accuracy }\ntask: { type: text-classification, data: intl-languages }\nrun_cap: 10\n${keys}\n`;
  return parseSweep(text, { fileName: 'rules.yaml', baseFolder: '.' }).spec.space;
}

const rule = 'effective_batch_size == 0 || effective_batch_size >= batch_size';

describe("a task's own rules", () => {
  it('keep a search from the points that break them', () => {
    const space = spaceOf('parameters: { batch_size: { min: 8, max: 512 }, effective_batch_size: { min: 0, max: 512 } }');
    expect(space.constraints?.map(({ source }) => source)).toEqual([rule]);
    expect(isFeasible(space, { batch_size: 64, effective_batch_size: 63 })).toBe(false);
    expect(isFeasible(space, { batch_size: 64, effective_batch_size: 64 })).toBe(true);
    expect(isFeasible(space, { batch_size: 64, effective_batch_size: 0 })).toBe(true);
    expect(space.constraints?.[0]?.gap?.({ batch_size: 64, effective_batch_size: 61 })).toBe(3);
    const point = feasiblePoint(space, [], createRng(1));
    expect(point && isFeasible(space, point)).toBe(true);
  });

  it('take the default of what a trial does not have', () => {
    const space = spaceOf(`parameters:
  decay: { values: [linear, cosine] }
  batch_size: { value: 512, when: "decay == 'cosine'" }
  effective_batch_size: { values: [64, 512] }`);
    expect(isFeasible(space, { decay: 'linear', effective_batch_size: 64 })).toBe(true);
    expect(isFeasible(space, { decay: 'cosine', batch_size: 512, effective_batch_size: 64 })).toBe(false);
  });

  it('are no constraints where nothing breaks them, or a constraint of the user says the same', () => {
    expect(spaceOf('parameters: { batch_size: { values: [16, 64] } }').constraints).toBeUndefined();
    expect(spaceOf('parameters: { encoder: { value: cnn }, word_ngrams: { values: [0, 1] } }').constraints).toBeUndefined();
    const own = 'effective_batch_size >= 2 * batch_size';
    const space = spaceOf(`parameters: { batch_size: { values: [16, 64] }, effective_batch_size: { values: [32, 128] } }
constraints: ["${own}"]`);
    expect(space.constraints?.map(({ source }) => source)).toEqual([own]);
  });

  it('read derived values', () => {
    const space = spaceOf(`parameters: { batch_size: { values: [16, 64] }, epochs: { values: [1, 2] } }
derived: { effective_batch_size: batch_size * 2 / epochs / epochs }`);
    expect(isFeasible(space, { batch_size: 16, epochs: 1 })).toBe(true);
    expect(isFeasible(space, { batch_size: 16, epochs: 2 })).toBe(false);
  });

  it('leave one of a bag words or characters', () => {
    const space = spaceOf(
      'parameters: { encoder: { values: [bag, cnn] }, word_ngrams: { values: [0, 2] }, char_ngrams: { value: 0 } }',
    );
    expect(isFeasible(space, { encoder: 'bag', word_ngrams: 0, char_ngrams: 0 })).toBe(false);
    expect(isFeasible(space, { encoder: 'cnn', word_ngrams: 0, char_ngrams: 0 })).toBe(true);
  });
});
