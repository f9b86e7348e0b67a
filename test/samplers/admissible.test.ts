import { describe, expect, it } from 'vitest';
import { isFeasible, isPoint, points, type SearchSpace } from '../../src/core/search-space.js';
import type { Params, Trial } from '../../src/core/trial.js';
import { createRng, deriveSeed } from '../../src/math/rng.js';
import { admissible } from '../../src/samplers/admissible.js';
import { feasiblePoint } from '../../src/samplers/feasible-point.js';
import { createSampler } from '../../src/samplers/index.js';
import { nearestRow } from '../../src/samplers/nearest-row.js';
import { contextOf } from '../fixtures/contexts.js';
import { smallSpace, thinSpace } from '../fixtures/search-spaces.js';
import { runningTrial } from '../fixtures/trials.js';

const unit = { kind: 'float', low: 0, high: 1 } as const;
const simplex: SearchSpace = {
  parameters: [
    { name: 'a', distribution: unit },
    { name: 'b', distribution: unit },
    { name: 'c', distribution: unit },
  ],
  constraints: [
    {
      source: 'a + b + c <= 1',
      references: ['a', 'b', 'c'],
      holds: ({ a, b, c }) => (a as number) + (b as number) + (c as number) <= 1,
    },
  ],
};

/** Trials as they are asked for, all of them still running. */
function ask(type: string, space: SearchSpace, count: number): Trial[] {
  const sampler = createSampler({ type });
  const trials: Trial[] = [];
  for (let number = 0; number < count; number++) {
    const params = sampler.suggest(contextOf(space, trials, createRng(deriveSeed(1, number, 'sampler'))));
    if (params === 'exhausted') break;
    trials.push(runningTrial(number, [], params));
  }
  return trials;
}

describe('around every sampler', () => {
  it('constraints hold', () => {
    for (const { params } of ask('random', simplex, 50)) expect(isPoint(simplex, params)).toBe(true);
  });

  it('no point comes twice, and a space is exhausted exactly when all points were tried', () => {
    const all = [...points(smallSpace)].length;
    expect(new Set(ask('random', smallSpace, 100).map(({ params }) => JSON.stringify(params))).size).toBe(all);
    expect(ask('random', smallSpace, 100)).toHaveLength(all);
  });

  it('only recorded rows are proposed where there are such, each once', () => {
    const rows: Params[] = [0.1, 0.2, 0.7].map((a) => ({ a, b: a, c: 0 }));
    const trials = ask('random', { parameters: simplex.parameters, rows }, 10);
    expect(trials.map(({ params }) => params.a).sort()).toEqual([0.1, 0.2, 0.7]);
  });

  it('a sampler that insists is overruled by a random point', () => {
    const stubborn = admissible({ suggest: () => ({ a: 1, b: 1, c: 1 }) }, { learns: false });
    const params = stubborn.suggest(contextOf(simplex, [])) as Params;
    expect(isFeasible(simplex, params)).toBe(true);
  });
});

describe('a feasible point', () => {
  it('is found where constraints say how far they are from holding, and is anywhere there', () => {
    const rng = createRng(1);
    const found = Array.from({ length: 100 }, () => feasiblePoint(thinSpace, [], rng) as Params);
    for (const point of found) expect(isPoint(thinSpace, point)).toBe(true);
    for (const { name } of thinSpace.parameters) {
      const weights = found.map((point) => point[name] as number).sort((a, b) => a - b);
      // Uniform over all weights that sum to one, each is distributed as Beta(1, 7): the median is 0.094, the 90 % quantile 0.28.
      expect(weights[50]).toBeGreaterThan(0.04);
      expect(weights[50]).toBeLessThan(0.16);
      expect(weights[90]).toBeGreaterThan(0.18);
    }
  });

  it('is the same for the same stream of random numbers', () => {
    expect(feasiblePoint(thinSpace, [], createRng(5))).toEqual(feasiblePoint({ ...thinSpace }, [], createRng(5)));
  });

  /** `a` and `b` in a small corner or, moved by `from`, somewhere inside. */
  const needle = (from: number): SearchSpace => ({
    parameters: simplex.parameters,
    constraints: [
      {
        source: 'a and b within 0.001',
        references: ['a', 'b'],
        holds: ({ a, b }) => [a, b].every((value) => Number(value) >= from && Number(value) < from + 0.001),
      },
    ],
  });

  it('is found from the ends where all that is known of a constraint is whether it holds', () => {
    const found = feasiblePoint(needle(0), [], createRng(1)) as Params;
    expect(isPoint(needle(0), found)).toBe(true);
    expect(found.c).not.toBe(0);
  });

  it('is found beside a known one where nothing else would find it', () => {
    const space = needle(0.4);
    expect(feasiblePoint(space, [], createRng(1))).toBeUndefined();
    const known = runningTrial(0, [], { a: 0.4005, b: 0.4005, c: 0.5 });
    const found = feasiblePoint(space, [known], createRng(1)) as Params;
    expect(isPoint(space, found)).toBe(true);
    expect(found.c).not.toBe(0.5);
  });

  it('lies near what a sampler that learns proposed', () => {
    const proposed = Object.fromEntries(thinSpace.parameters.map(({ name }, i) => [name, i === 0 ? 0.8 : 0.04]));
    const stubborn = admissible({ suggest: () => proposed }, { learns: true });
    const params = stubborn.suggest(contextOf(thinSpace, [])) as Params;
    expect(isPoint(thinSpace, params)).toBe(true);
    for (const [name, value] of Object.entries(params))
      expect(Math.abs(Number(value) - Number(proposed[name]))).toBeLessThan(0.1);
  });
});

describe('the nearest row', () => {
  const space: SearchSpace = {
    parameters: [
      { name: 'rate', distribution: { kind: 'float', low: 1e-4, high: 1, log: true } },
      { name: 'loss', distribution: { kind: 'categorical', choices: ['a', 'b'] } },
    ],
  };
  const rows: Params[] = [
    { rate: 1e-4, loss: 'a' },
    { rate: 1e-2, loss: 'b' },
    { rate: 1, loss: 'a' },
  ];

  it('is near on the scale of each parameter, another choice being as far as a whole range', () => {
    expect(nearestRow(space, rows, { rate: 2e-3, loss: 'b' }, () => true)).toBe(rows[1]);
    expect(nearestRow(space, rows, { rate: 2e-4, loss: 'a' }, () => true)).toBe(rows[0]);
    expect(nearestRow(space, rows, { rate: 0.02, loss: 'a' }, () => true)).toBe(rows[2]);
  });

  it('is one of those that are new, or none', () => {
    expect(nearestRow(space, rows, { rate: 1, loss: 'a' }, (row) => row !== rows[2])).toBe(rows[0]);
    expect(nearestRow(space, rows, { rate: 1, loss: 'a' }, () => false)).toBeUndefined();
  });
});

it('takes a space for exhausted where constraints leave a few points of an endless one', () => {
  const space: SearchSpace = {
    parameters: [
      { name: 'layers', distribution: { kind: 'int', low: 1, high: 3 } },
      {
        name: 'dropout',
        distribution: { kind: 'float', low: 0, high: 1 },
        when: { source: 'layers > 2', references: ['layers'], holds: ({ layers }) => Number(layers) > 2 },
      },
    ],
    constraints: [{ source: 'layers <= 2', references: ['layers'], holds: ({ layers }) => Number(layers) <= 2 }],
  };
  const trials = ask('random', space, 10);
  expect(trials.map(({ params }) => params.layers).sort()).toEqual([1, 2]);
});
