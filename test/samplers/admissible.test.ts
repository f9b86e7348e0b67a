import { describe, expect, it } from 'vitest';
import { isFeasible, isPoint, points, type SearchSpace } from '../../src/core/search-space.js';
import type { Params, Trial } from '../../src/core/trial.js';
import { createRng, deriveSeed } from '../../src/math/rng.js';
import { admissible } from '../../src/samplers/admissible.js';
import { feasiblePoint } from '../../src/samplers/feasible-point.js';
import { createSampler } from '../../src/samplers/index.js';
import { nearestRow } from '../../src/samplers/nearest-row.js';
import { contextOf } from '../fixtures/contexts.js';
import { smallSpace } from '../fixtures/search-spaces.js';
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
function ask(type: string, space: SearchSpace, count: number, repeats = 1): Trial[] {
  const sampler = createSampler({ type });
  const trials: Trial[] = [];
  for (let number = 0; number < count; number++) {
    const params = sampler.suggest(contextOf(space, trials, createRng(deriveSeed(1, number, 'sampler')), { repeats }));
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
    expect(ask('random', smallSpace, 100, 3)).toHaveLength(3 * all);
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
  const needle: SearchSpace = {
    parameters: simplex.parameters,
    constraints: [
      {
        source: 'a < 0.001 && b < 0.001',
        references: ['a', 'b'],
        holds: ({ a, b }) => (a as number) < 0.001 && (b as number) < 0.001,
      },
    ],
  };

  it('is found beside a known one where chance alone would not find it', () => {
    expect(feasiblePoint(needle, [], createRng(1))).toBeUndefined();
    const known = runningTrial(0, [], { a: 0.0005, b: 0.0005, c: 0.5 });
    const found = feasiblePoint(needle, [known], createRng(1)) as Params;
    expect(isPoint(needle, found)).toBe(true);
    expect(found.c).not.toBe(0.5);
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
