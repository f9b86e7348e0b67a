import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/core/errors.js';
import { isFeasible, isPoint, points, type SearchSpace, withDerived } from '../../src/core/search-space.js';
import type { Params } from '../../src/core/trial.js';
import { knownFeasiblePoint } from '../../src/samplers/feasible-point.js';
import { sweepOf } from './sweep.js';

const spaceOf = (lines: Readonly<Record<string, string>>): SearchSpace => sweepOf(lines).spec.space;

describe('conditions', () => {
  const space = spaceOf({
    parameters: `
  d: { values: [1, 2], when: "c == 'deep' && b > 1" }
  c: { values: [flat, deep], when: b >= 1 }
  b: { min: 0, max: 2, when: a }
  a: { values: [true, false] }`,
  });

  it('of four levels, one over several parents, order the parameters from the top', () => {
    expect(space.parameters.map(({ name }) => name)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('of four levels give each branch its own parameters', () => {
    expect([...points(space)]).toEqual([
      { a: true, b: 0 },
      { a: true, b: 1, c: 'flat' },
      { a: true, b: 1, c: 'deep' },
      { a: true, b: 2, c: 'flat' },
      { a: true, b: 2, c: 'deep', d: 1 },
      { a: true, b: 2, c: 'deep', d: 2 },
      { a: false },
    ]);
    expect(isPoint(space, { a: true, b: 1, c: 'deep', d: 1 })).toBe(false);
  });
});

describe('constraints', () => {
  it('hold between parameters', () => {
    const space = spaceOf({
      parameters: '{ batch_size: { values: [16, 32, 64] }, max_length: { values: [128, 256, 512] } }',
      constraints: '["batch_size * max_length <= 8192", "batch_size != 16"]',
    });
    expect([...points(space)]).toEqual([
      { batch_size: 32, max_length: 128 },
      { batch_size: 32, max_length: 256 },
      { batch_size: 64, max_length: 128 },
    ]);
    expect(space.constraints?.map(({ source }) => source)).toEqual(['batch_size * max_length <= 8192', 'batch_size != 16']);
  });

  it('ask nothing where a parameter that they read is absent', () => {
    const space = spaceOf({
      parameters: '{ deep: { values: [true, false] }, layers: { min: 1, max: 2, when: deep } }',
      constraints: '["layers > 1"]',
    });
    expect([...points(space)]).toEqual([{ deep: true, layers: 2 }, { deep: false }]);
  });

  it('on derived values need the parameters alone', () => {
    const space = spaceOf({
      parameters: '{ epochs: { min: 1, max: 3 }, batch_size: { values: [32, 64] } }',
      derived: '{ total: steps * epochs, steps: 6400 / batch_size }',
      constraints: '["total <= 200"]',
    });
    expect(space.constraints?.[0]?.references).toEqual(['epochs', 'batch_size']);
    expect(isFeasible(space, { epochs: 1, batch_size: 32 })).toBe(true);
    expect(isFeasible(space, { epochs: 2, batch_size: 32 })).toBe(false);
  });

  it('do not hold where they have no answer', () => {
    const space = spaceOf({ parameters: '{ x: { min: 1, max: 9 } }', constraints: '["10 / x > 2"]' });
    expect([0, 1, 9].map((x) => isFeasible(space, { x }))).toEqual([false, true, false]);
  });

  it('that leave under a hundredth of the space are warned of', () => {
    const parameters = '{ x: { min: 1, max: 1000 }, y: { min: 0.0, max: 1.0 } }';
    const [warning] = sweepOf({ parameters, constraints: '["x * y > 960.0"]' }).warnings;
    expect(warning).toMatch(
      /^sweep\.yaml:5: constraints: hold for only \d+ of 100000 random points \(0\.0\d+ %\); narrower ranges/,
    );
    expect(sweepOf({ parameters, constraints: '["x * y > 800.0"]' }).warnings).toEqual([]);
    const finite = '{ x: { min: 1, max: 100 }, y: { min: 1, max: 100 } }';
    expect(sweepOf({ parameters: finite, constraints: '["x * y == 100"]' }).warnings).toEqual([
      'sweep.yaml:5: constraints: hold for only 9 of all 10000 combinations (0.09 %); narrower ranges or a `derived` value leave more to find',
    ]);
  });

  it('that one point of the most combinations looked at fulfils are not empty', () => {
    const parameters = '{ x: { min: 1, max: 1000 }, y: { min: 1, max: 100 } }';
    const constraints = '["x + y == 1100"]';
    expect([...points(spaceOf({ parameters, constraints }))]).toEqual([{ x: 1000, y: 100 }]);
    expect(() => spaceOf({ parameters, constraints: '["x + y == 1101"]' })).toThrow(
      'expected constraints that some point fulfils, got none: of all 100000 combinations, 100000 break "x + y == 1101"',
    );
  });
});

describe('constraints that chance does not meet', () => {
  const names = (count: number) => Array.from({ length: count }, (_, i) => `w${i}`);
  const sum = (count: number) => names(count).join(' + ');
  const weights = (count: number) =>
    `{ ${names(count)
      .map((name) => `${name}: { min: 0.0, max: 1.0 }`)
      .join(', ')} }`;
  const searched = 'constraints: hold for none of 10000 random points, but a search found one where they do';

  it.each([10, 20])('leave room for %d weights of a mixture', (count) => {
    const { spec, warnings } = sweepOf({ parameters: weights(count), constraints: `["${sum(count)} <= 1"]` });
    expect(warnings).toEqual([`sweep.yaml:5: ${searched}`]);
    expect(isPoint(spec.space, knownFeasiblePoint(spec.space) as Params)).toBe(true);
  });

  it('leave a thin band', () => {
    const band = `["${sum(10)} >= 0.9999", "${sum(10)} <= 1.0001"]`;
    expect(sweepOf({ parameters: weights(10), constraints: band }).warnings).toEqual([`sweep.yaml:5: ${searched}`]);
  });

  it('leave whole numbers that add up', () => {
    const parameters = weights(12).replaceAll('{ min: 0.0, max: 1.0 }', '{ min: 0, max: 100 }');
    const { space } = sweepOf({ parameters, constraints: `["${sum(12)} == 100"]` }).spec;
    const found = Object.values(knownFeasiblePoint(space) as Params);
    expect(found.reduce<number>((total, value) => total + Number(value), 0)).toBe(100);
  });

  it('leave a little under nested conditions', () => {
    const { space } = sweepOf({
      parameters: `
  kind: { values: [a, b, c] }
  deep: { min: 1, max: 1000, when: "kind == 'c'" }
  x: { min: 0.0, max: 1.0, when: deep > 500 }
  y: { min: 0.0, max: 1.0, when: deep > 500 }`,
      constraints: `["kind == 'c'", "deep > 990", "x + y >= 1.5", "x + y <= 1.50001"]`,
    }).spec;
    const found = knownFeasiblePoint(space) as Params;
    expect(isPoint(space, found)).toBe(true);
    expect(Object.keys(found)).toEqual(['kind', 'deep', 'x', 'y']);
  });

  it('are tried on derived values', () => {
    const constraints = `["${sum(10)} <= 1"]`;
    expect(() => sweepOf({ parameters: weights(10), constraints, derived: '{ inverse: 1 / int(w0 + w1) }' })).toThrow(
      /derived\.inverse: The expression .* has no answer for w0 = 0\.\d+, w1 = 0\.\d+: division by zero/,
    );
  });

  it('are refused where a search finds nothing either, without a claim that there is nothing', () => {
    expect(() => sweepOf({ parameters: weights(10), constraints: `["${sum(10)} <= 1", "w0 * w1 > 0.3"]` })).toThrow(
      /expected constraints that some point fulfils, found none: of 100000 random points, \d+ break "w0 .* <= 1", \d+ break "w0 \* w1 > 0.3", and a search from other points came to none either/,
    );
  });
});

describe('derived values', () => {
  const space = spaceOf({
    parameters: '{ epochs: { min: 1, max: 9 }, rate: { min: 0.1, max: 1.0 }, deep: { values: [true, false] } }',
    derived: `
  last: "rate / double(steps)"
  steps: epochs * 100
  label: "deep ? 'deep' : 'flat'"
  late: epochs > 5`,
  });

  it('stand in an order in which each reads only those before it', () => {
    expect(space.derived?.map(({ name }) => name)).toEqual(['steps', 'last', 'label', 'late']);
  });

  it('are numbers, texts and truth values', () => {
    expect(withDerived(space, { epochs: 4, rate: 0.5, deep: true })).toEqual({
      epochs: 4,
      rate: 0.5,
      deep: true,
      steps: 400,
      last: 0.00125,
      label: 'deep',
      late: false,
    });
  });

  it('are left out where a parameter that they read is absent, directly or not', () => {
    expect(withDerived(space, { epochs: 4 })).toEqual({ epochs: 4, steps: 400, late: false });
    expect(withDerived(space, { rate: 0.5 })).toEqual({ rate: 0.5 });
  });

  it('can be what a condition reads', () => {
    const { parameters } = spaceOf({
      parameters: '{ warmup: { min: 1, max: 9, when: "steps > 200" }, epochs: { min: 1, max: 9 } }',
      derived: '{ steps: epochs * 100 }',
    });
    expect(parameters.map(({ name }) => name)).toEqual(['epochs', 'warmup']);
    expect([2, 3].map((epochs) => parameters[1]?.when?.holds({ epochs }))).toEqual([false, true]);
  });

  it('say for which parameters they have no answer', () => {
    const { derived } = spaceOf({ parameters: '{ x: { min: 1, max: 2 } }', derived: '{ y: "10 / x" }' });
    expect(() => derived?.[0]?.of({ x: 0 })).toThrow(
      new UsageError('The expression "10 / x" has no answer for x = 0: division by zero'),
    );
  });

  it('read each other without computing anything twice', () => {
    const chain = Array.from({ length: 60 }, (_, i) => (i < 2 ? `v${i}: x + ${i}` : `v${i}: v${i - 1} - v${i - 2}`));
    const { derived } = spaceOf({ parameters: '{ x: { min: 1, max: 2 } }', derived: `{ ${chain.join(', ')} }` });
    expect(derived?.[59]?.of({ x: 1 })).toBe(-1);
  });

  it('set hyperparameters of a built-in task', () => {
    const { spec } = sweepOf({
      metric: '{ name: val_accuracy, goal: maximize }',
      task: '{ type: text-classification, data: intl-languages, epochs: 5 }',
      parameters: '{ batch_size: { values: [16, 32] } }',
      derived: '{ embedding_size: batch_size * 4 }',
    });
    expect(withDerived(spec.space, { batch_size: 16 })).toEqual({ batch_size: 16, embedding_size: 64 });
  });
});

describe('a prior', () => {
  it.each([
    ['{ min: 1e-4, max: 1e-1, log: true, prior: 0.001 }', { centre: 0.001, confidence: 'medium' }],
    ['{ min: 0, max: 8, step: 2, prior: { centre: 4, confidence: high } }', { centre: 4, confidence: 'high' }],
    ['{ values: [sgd, adam], prior: { centre: adam, confidence: low } }', { centre: 'adam', confidence: 'low' }],
    ['{ distribution: normal, prior: 2 }', { centre: 2, confidence: 'medium' }],
    ['{ values: [1, null], prior: null }', { centre: null, confidence: 'medium' }],
  ])('%s', (parameter, prior) => {
    expect(spaceOf({ parameters: `{ x: ${parameter} }` }).parameters[0]?.prior).toEqual(prior);
  });
});
