import type { Comparison } from '../../src/report/comparison/comparison.js';

const costs = [10, 25, 50, 100];

function regretAt(cost: number, speed: number) {
  const mean = speed / cost;
  return { mean, median: mean * 0.9, quartiles: [mean / 2, mean * 2] as const };
}

function method(name: string, speed: number) {
  return {
    name,
    trials: 12.4,
    regrets: costs.map((cost) => regretAt(cost, speed)),
    curve: Array.from({ length: 100 }, (_, i) => ({ cost: i + 1, ...regretAt(i + 1, speed) })),
  };
}

/** A made-up comparison of two methods: `quick` is twice as near to the best as `slow` is, at every cost. */
export const sampleComparison: Comparison = {
  name: 'recorded',
  metric: 'val_loss',
  goal: 'minimize',
  best: 0.125,
  runs: 400,
  seeds: 20,
  workers: 2,
  budget: 100,
  notes: ['7 of the 400 recorded trials were pruned'],
  costs,
  methods: [
    { ...method('slow', 2), costToFirst: 100, wins: 0, losses: 0 },
    { ...method('quick', 1), costToFirst: 50, wins: 18, losses: 2, pValue: 0.0004 },
  ],
};
