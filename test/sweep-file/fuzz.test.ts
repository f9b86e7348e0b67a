import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/core/errors.js';
import { parseSweep, specFromObject } from '../../src/sweep-file/index.js';
import { starters } from '../../src/sweep-file/starters/index.js';
import { filesFolder } from './sweep.js';

const source = { fileName: 'sweep.yaml', baseFolder: filesFolder };
const starter = starters['text-classification'].replace('train: data/train.csv', 'train: train.csv').replaceAll(/^ *#.*\n/gm, '');

/** Anything but a UsageError is a bug. */
function readsOrRefuses(read: () => unknown): void {
  try {
    read();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    expect(error.message).not.toMatch(/undefined|\[object|Invalid input/);
  }
}

const choice = fc.oneof(
  fc.string(),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  fc.constant(null),
);
const ordered = <T>(values: fc.Arbitrary<T>, compare: (a: T, b: T) => number) =>
  fc.tuple(values, values).map((pair) => pair.toSorted(compare));
const ascending = (a: number, b: number) => a - b;
const parameter = fc.oneof(
  choice.map((value) => ({ value })),
  fc.uniqueArray(choice, { minLength: 1, maxLength: 6 }).map((values) => ({ values })),
  ordered(fc.integer(), ascending).map(([min, max]) => ({ min, max })),
  ordered(fc.double({ min: -1e9, max: 1e9, noNaN: true }), ascending).map(([min, max]) => ({
    min,
    max,
    distribution: 'uniform',
  })),
  ordered(fc.double({ min: 1e-12, max: 1e12, noNaN: true }), ascending).map(([min, max]) => ({ min, max, log: true })),
  ordered(fc.double({ min: 1e-9, max: 1e9, noNaN: true }), ascending).map(([min, max]) => ({
    distribution: 'q_log_uniform_values',
    min,
    max,
    q: 0.25,
  })),
  fc.integer({ min: 1, max: 1e6 }).map((min) => ({ min, max: min * 10, log: true, step: '1-2-5' })),
  fc
    .tuple(fc.double({ min: -50, max: 50, noNaN: true }), fc.double({ min: 1e-3, max: 3, noNaN: true }))
    .chain(([mu, sigma]) =>
      fc.constantFrom(
        { distribution: 'normal', mu, sigma },
        { distribution: 'q_normal', mu, sigma, q: 3 },
        { distribution: 'log_normal', mu, sigma },
        { distribution: 'q_beta', a: sigma, b: 2, q: 0.1 },
      ),
    ),
);
const validSweep = fc.record(
  {
    metric: fc.record({ name: fc.string({ minLength: 1 }), goal: fc.constantFrom('minimize', 'maximize') }),
    parameters: fc.dictionary(fc.stringMatching(/^p_[a-z0-9]{1,8}$/), parameter, { minKeys: 1, maxKeys: 6 }),
    method: fc.constantFrom('tpe', 'random', 'bayes', { type: 'tpe' }),
    early_terminate: fc.constantFrom({ type: 'none' }, { type: 'asha', min_iter: 1 }, { type: 'median' }),
    budget: fc.record({ trials: fc.integer({ min: 1, max: 1e6 }) }),
    seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
    repeats: fc.integer({ min: 1, max: 9 }),
    name: fc.stringMatching(/^[a-z0-9_-][a-z0-9._-]{0,63}$/),
  },
  { requiredKeys: ['metric', 'parameters'] },
);

describe('any sweep', () => {
  it('that is valid is taken, with every parameter in the order given', () => {
    fc.assert(
      fc.property(validSweep, (sweep) => {
        const { spec } = specFromObject(sweep, 'optimize()');
        expect(spec.space.parameters.map(({ name }) => name)).toEqual(Object.keys(sweep.parameters));
        expect(spec.objective).toEqual({ metric: sweep.metric.name, goal: sweep.metric.goal });
      }),
      { numRuns: 200, seed: 1 },
    );
  });

  it('of any shape is read or refused', () => {
    const keys = fc.constantFrom(
      'metric',
      'parameters',
      'task',
      'method',
      'budget',
      'when',
      'constraints',
      'derived',
      'prior',
      'values',
      'min',
      'max',
      '__proto__',
      'type',
    );
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        choice,
        fc.array(tie('tree'), { maxLength: 3 }),
        fc.dictionary(keys, tie('tree'), { maxKeys: 6 }),
      ),
    }));
    fc.assert(
      fc.property(tree, tree, tree, (parameters, task, rest) => {
        readsOrRefuses(() => specFromObject(rest, 'optimize()'));
        readsOrRefuses(() => specFromObject({ parameters, task, method: rest, budget: parameters, metric: task }, 'optimize()'));
      }),
      { numRuns: 300, seed: 2 },
    );
  });

  it('with letters changed at random is read or refused', () => {
    const fragment = fc.oneof(
      fc.string({ maxLength: 4 }),
      fc.constantFrom(
        '\n',
        '\t',
        ': ',
        '- ',
        '{',
        '}',
        '[',
        ']',
        '"',
        "'",
        '&a ',
        '*a',
        '!!x ',
        '---\n',
        '? ',
        '| ',
        '<<: ',
        '#',
        '.inf',
        'null',
        '\0',
      ),
    );
    const place = fc.nat(starter.length);
    const edits = fc.array(fc.tuple(place, fc.nat(12), fragment), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(edits, (changes) => {
        let text = starter;
        for (const [at, length, insert] of changes) text = text.slice(0, at) + insert + text.slice(at + length);
        readsOrRefuses(() => parseSweep(text, source));
      }),
      { numRuns: 500, seed: 3 },
    );
  });

  it('with conditions, constraints and derived values of random words is read or refused', () => {
    const word = fc.constantFrom(
      'x',
      'y',
      'type',
      '==',
      '&&',
      '||',
      '!',
      '(',
      ')',
      '[',
      ']',
      "'a'",
      '1',
      '1.5',
      'in',
      '?',
      ':',
      '.',
      '%',
      '/',
      '-',
      'size',
      'has',
      'x.exists(y, y)',
    );
    const condition = fc.array(word, { maxLength: 8 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(condition, (words) => {
        const free = { x: { values: ['a', 'b'] }, y: { min: 1, max: 3 }, type: { value: 1 } };
        const parameters = { ...free, z: { value: 1, when: words } };
        const metric = { name: 'm' };
        readsOrRefuses(() => specFromObject({ metric, parameters }, 'optimize()'));
        readsOrRefuses(() => specFromObject({ metric, parameters: free, constraints: [words] }, 'optimize()'));
        const derived = { d: words, e: `d + ${words}` };
        readsOrRefuses(() => specFromObject({ metric, parameters: free, derived, constraints: ['d == e'] }, 'optimize()'));
      }),
      { numRuns: 600, seed: 4 },
    );
  });

  it('of nothing but brackets, or of a mistake in each line, is refused', () => {
    expect(() => parseSweep('['.repeat(200_000), source)).toThrow(
      'sweep.yaml:1: expected at most 50 levels of nesting, got more',
    );
    const keys = Array.from({ length: 4000 }, (_, index) => `k${index}: 1\n`);
    expect(() => parseSweep(keys.join(''), source)).toThrow('4003 mistakes in sweep.yaml');
    expect(() => parseSweep('#'.repeat(300_000), source)).toThrow('expected a sweep file of at most 256 KiB, got a larger one');
  });
});
