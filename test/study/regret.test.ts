import { describe, expect, it } from 'vitest';
import type { StudySpec } from '../../src/core/study-spec.js';
import type { Params, Trial } from '../../src/core/trial.js';
import { createRng, standardNormal } from '../../src/math/rng.js';
import { randomPoint } from '../../src/samplers/random.js';
import { endReason } from '../../src/study/budget.js';
import { RegretWatch } from '../../src/study/regret.js';
import { completeTrial } from '../fixtures/trials.js';

const spec: StudySpec = {
  name: 'regret',
  objective: { metric: 'loss', goal: 'minimize' },
  space: {
    parameters: [
      { name: 'x', distribution: { kind: 'float', low: 0, high: 1 } },
      { name: 'y', distribution: { kind: 'float', low: 0, high: 1 } },
    ],
  },
  sampler: { type: 'random' },
  pruner: { type: 'none' },
  budget: { regret: 'noise' },
  seed: 3,
  task: { kind: 'inline' },
};

/** Random trials of an objective, with normal noise. */
function trialsOf(count: number, noise: number, objective: (params: Params) => number): Trial[] {
  const rng = createRng(11);
  return Array.from({ length: count }, (_, number) => {
    const params = randomPoint(spec.space, rng);
    return completeTrial(number, [objective(params) + noise * standardNormal(rng)], params);
  });
}

const flat = trialsOf(80, 0.01, () => 0.5);
/** Falls towards a corner that the first trials are not near. */
const falling = trialsOf(80, 0.01, ({ x, y }) => Math.hypot((x as number) - 1, (y as number) - 1));

function firstStop(trials: readonly Trial[], budget: StudySpec['budget']): number | undefined {
  const study = { ...spec, budget };
  return trials.map((_, i) => i + 1).find((count) => endReason(study, trials.slice(0, count), 0) === 'regret');
}

it('ends a study whose trials differ by noise alone', () => {
  const stop = firstStop(flat, { regret: 'noise' });
  expect(stop).toBeGreaterThanOrEqual(20);
  expect(stop).toBeLessThanOrEqual(60);
});

it('lets a study go on that still gets better', () => {
  expect(firstStop(falling.slice(0, 40), { regret: 'noise' })).toBeUndefined();
});

it('compares with a bound in the metric’s units', () => {
  expect(firstStop(falling, { regret: 1 })).toBe(20);
  expect(firstStop(falling.slice(0, 40), { regret: 0.001 })).toBeUndefined();
});

describe('the watch', () => {
  it('says nothing before 20 finished trials', () => {
    expect(new RegretWatch(spec).regret(flat.slice(0, 19))).toBeUndefined();
    expect(new RegretWatch(spec).regret(flat.slice(0, 20))).toBeDefined();
  });

  it('depends on the trials alone', () => {
    const watch = new RegretWatch(spec);
    for (let count = 20; count <= 40; count++) {
      expect(watch.regret(flat.slice(0, count))).toEqual(new RegretWatch(spec).regret(structuredClone(flat.slice(0, count))));
    }
  });

  it('finds the noise that was added', () => {
    const { noise } = new RegretWatch(spec).regret(flat) as { noise: number };
    expect(noise).toBeGreaterThan(0.007);
    expect(noise).toBeLessThan(0.013);
  });

  it('takes the noise from repeated trials where there are enough', () => {
    // Each of 12 points twice, 0.2 apart: 12 degrees of freedom, a variance of 2 * 0.1^2 each.
    const repeated = Array.from({ length: 24 }, (_, i) =>
      completeTrial(i, [(i % 2) * 0.2], { x: Math.floor(i / 2) / 12, y: 0.5 }),
    );
    const { noise } = new RegretWatch(spec).regret(repeated) as { noise: number };
    // By hand, of the first 20: sqrt(10 * 0.02 / 10).
    expect(noise).toBeCloseTo(Math.sqrt(0.02), 12);
  });

  it('scales with the metric', () => {
    const scaled = flat.map((trial) => (trial.state === 'complete' ? { ...trial, loss: 1000 * trial.loss } : trial));
    const [one, thousand] = [flat, scaled].map((trials) => new RegretWatch(spec).regret(trials)) as { bound: number }[];
    expect((thousand?.bound ?? 0) / (one?.bound ?? 1)).toBeCloseTo(1000, 3);
  });
});
