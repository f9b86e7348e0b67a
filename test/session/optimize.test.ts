import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeEach, expect, it } from 'vitest';
import { optimize, type StudyEvent, UsageError } from '../../src/index.js';

let results: string;
const metric = { name: 'loss', goal: 'minimize' } as const;
const parameters = {
  x: { min: -5.5, max: 5.5 },
  shape: { values: ['flat', 'steep'] },
  power: { min: 1, max: 3, when: "shape == 'steep'" },
} as const;

beforeEach(() => {
  results = mkdtempSync(join(tmpdir(), 'hypersweep-optimize-'));
});

it('gives a function its parameters by their types, and the best trial back', async () => {
  const { best, trials, reason, folder } = await optimize({
    metric,
    parameters,
    run_cap: 40,
    results,
    objective: ({ params: { x, shape, power } }) => x ** 2 + (shape === 'steep' ? (power ?? Number.NaN) : 2),
  });
  expect(reason).toBe('trials');
  expect(trials).toHaveLength(40);
  expect(trials.every(({ state }) => state === 'complete')).toBe(true);
  expect(best?.value).toBe(Math.min(...trials.map((trial) => (trial.state === 'complete' ? trial.loss : Number.NaN))));
  expect(best?.value).toBeLessThan(2.5);
  expect(existsSync(join(folder, 'report.html'))).toBe(true);
});

it('searches where the constraints hold, and gives the function what follows from its parameters', async () => {
  const { trials } = await optimize({
    metric,
    parameters: {
      size: { values: [16, 32, 64], ordered: true, prior: 32 },
      units: { min: 8, max: 512, log: true, step: 2 },
      rate: { distribution: 'log_normal', mu: -5, sigma: 1 },
    },
    derived: { cost: 'size * units' },
    constraints: ['cost <= 1024'],
    method: 'random',
    run_cap: 20,
    results,
    objective: ({ params: { size, units, rate, cost } }) => {
      expect(cost).toBe(size * units);
      return size * units + rate;
    },
  });
  expect(trials.map(({ state }) => state)).toEqual(Array.from({ length: 20 }, () => 'complete'));
  expect(trials.every(({ params }) => Number(params.size) * Number(params.units) <= 1024)).toBe(true);
});

it('runs a module in worker threads', async () => {
  writeFileSync(join(results, 'square.mjs'), 'export default ({ params: { x } }) => ({ loss: x * x });');
  const { best, trials } = await optimize({
    metric,
    parameters: { x: { min: -1.5, max: 1.5 } },
    method: 'random',
    run_cap: 5,
    workers: 2,
    results,
    objective: pathToFileURL(join(results, 'square.mjs')),
  });
  expect(trials).toHaveLength(5);
  expect(best?.value).toBeCloseTo((best?.params.x as number) ** 2);
});

it('tells every event, and ends when its signal is aborted', async () => {
  const controller = new AbortController();
  const events: StudyEvent['type'][] = [];
  const { reason, trials } = await optimize({
    metric,
    parameters: { x: { min: 0.5, max: 1.5 } },
    results,
    run_cap: 1000,
    signal: controller.signal,
    onEvent(event) {
      events.push(event.type);
      if (event.type === 'trial-finished' && event.trial.number === 3) controller.abort();
    },
    objective: async ({ params: { x } }) => x,
  });
  expect(reason).toBe('interrupted');
  expect(trials.length).toBeLessThan(10);
  expect([events[0], events.at(-1)]).toEqual(['study-started', 'study-ended']);
});

it('searches for the front of several metrics, says what auto took, and keeps that with the study', async () => {
  const told: string[] = [];
  const { best, trials, folder } = await optimize({
    metric: [
      { name: 'error', goal: 'minimize' },
      { name: 'ms', goal: 'minimize' },
    ],
    method: 'auto',
    parameters: { width: { min: 1, max: 64 } },
    run_cap: 12,
    results,
    onEvent(event) {
      if (event.type === 'notice' && event.level === 'info') told.push(event.message);
    },
    objective: ({ params: { width } }) => ({ error: 1 / width, ms: width }),
  });
  expect(told).toContainEqual(expect.stringMatching(/^method tpe: /));
  const summary = JSON.parse(readFileSync(join(folder, 'summary.json'), 'utf8'));
  expect(summary.choices).toEqual(expect.arrayContaining(told));
  // One metric falls as the other rises: no trial is better than another.
  expect(summary.front).toHaveLength(trials.length);
  expect(summary.front[0]).toBe(best?.number);
  expect(JSON.parse(readFileSync(join(folder, 'best/trial.json'), 'utf8')).trial).toBe(best?.number);
});

it('refuses options that are wrong, all at once, before anything runs', async () => {
  const wrong = optimize({
    metric: { name: 'loss', goal: 'minimise' as 'minimize' },
    parameters: { x: { min: 2, max: 1 } },
    results,
    objective: () => {
      throw new Error('ran');
    },
  });
  await expect(wrong).rejects.toThrow(UsageError);
  await expect(wrong).rejects.toThrow(/metric\.goal[\s\S]*parameters\.x\.min[\s\S]*2 mistakes/);
  expect(existsSync(join(results, 'study'))).toBe(false);
});
