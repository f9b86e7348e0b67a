import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/core/errors.js';
import { accepts, expectation, type OptionDescriptions, readOptions } from '../../src/core/option.js';

const descriptions = {
  eta: { description: 'Reduction factor', kind: 'number', minimum: 1, exclusive: true, default: 3 },
  steps: { description: 'Steps', kind: 'integer', minimum: 1, maximum: 9, default: 2 },
  joint: { description: 'Joint', kind: 'boolean', default: true },
  kind: { description: 'Kind', kind: 'choice', choices: ['a', 2], default: 'a' },
  sizes: { description: 'Sizes', kind: 'integers', default: '3,4' },
} as const satisfies OptionDescriptions;

describe('readOptions', () => {
  it('fills in defaults', () => {
    expect(readOptions('x', descriptions, { type: 'x', steps: 5, joint: undefined })).toEqual({
      eta: 3,
      steps: 5,
      joint: true,
      kind: 'a',
      sizes: '3,4',
    });
  });

  it('names what it knows when an option is unknown', () => {
    const read = () => readOptions('the pruner asha', { eta: descriptions.eta }, { type: 'asha', etta: 3 });
    expect(read).toThrow(new UsageError('Expected an option that the pruner asha has (eta), got `etta`'));
  });

  it('says what it expected when a value is wrong', () => {
    const read = () => readOptions('the pruner asha', descriptions, { steps: 0.5 });
    expect(read).toThrow(
      new UsageError('Expected `steps` of the pruner asha to be a whole number of at least 1 and of at most 9, got 0.5'),
    );
  });
});

it.each([
  ['eta', [1.01, 4], [1, '3', Number.NaN, Number.POSITIVE_INFINITY], 'a number above 1'],
  ['steps', [1, 9], [0, 10, 1.5], 'a whole number of at least 1 and of at most 9'],
  ['joint', [true, false], ['yes', 1], 'true or false'],
  ['kind', ['a', 2], ['b', '2'], 'one of "a", 2'],
  ['sizes', ['3', '3, 4'], ['', '0,1', '3,', 3], 'whole numbers from 1 in a string such as "3,4,5"'],
] as const)('%s accepts what it says', (name, right, wrong, words) => {
  expect(right.map((value) => accepts(descriptions[name], value))).not.toContain(false);
  expect(wrong.map((value) => accepts(descriptions[name], value))).not.toContain(true);
  expect(expectation(descriptions[name])).toBe(words);
});
