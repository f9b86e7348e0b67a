import { rmSync } from 'node:fs';
import { expect, it } from 'vitest';
import { type ChaosSettings, chaos } from '../../bench/chaos-run.js';
import { temporaryFolder } from './command-line.js';

let wentOn = 0;

// The short form of bench/chaos.ts.
it.each<Omit<ChaosSettings, 'seed' | 'trials'>>([
  { place: 'thread', workers: 1, method: 'tpe', early_terminate: { type: 'asha', min_iter: 1, eta: 3 } },
  { place: 'thread', workers: 1, method: 'cmaes', early_terminate: { type: 'asha', min_iter: 1, mode: 'promote' } },
  { place: 'thread', workers: 3, method: 'tpe', early_terminate: { type: 'hyperband', min_iter: 1 } },
  { place: 'child', workers: 2, method: 'random', early_terminate: { type: 'median', min_trials: 3 } },
])('nothing is lost when $workers $place and their study are killed again and again', { timeout: 180_000 }, async (settings) => {
  const folder = temporaryFolder();
  const result = await chaos(folder, { ...settings, trials: 50, seed: 3 }, 8);
  expect(result.complaints).toEqual([]);
  expect(result.kills + result.workerKills).toBeGreaterThanOrEqual(4);
  expect(result.finishedSeen).toBeGreaterThan(30);
  wentOn += result.cutOffAndKept;
  rmSync(folder, { recursive: true });
});

it('trials went on from their checkpoints meanwhile', () => {
  expect(wentOn).toBeGreaterThan(0);
});
