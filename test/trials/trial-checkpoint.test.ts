import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { studyFolder } from '../../src/storage/study-folder.js';
import { TrialCheckpoint } from '../../src/trials/trial-checkpoint.js';

let root: string;
let folder: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'hypersweep-checkpoint-'));
  folder = studyFolder(root).trialState(0);
});
afterEach(() => rmSync(root, { recursive: true }));

const savedSteps = () => [...studyFolder(root).savedSteps(0)].sort((a, b) => a - b);

it('a trial that begins has nothing to go on from', () => {
  const checkpoint = new TrialCheckpoint(folder, {});
  expect([checkpoint.step, checkpoint.load(), checkpoint.mayPause]).toEqual([undefined, undefined, false]);
  expect(existsSync(folder)).toBe(false);
});

it('what was saved at the step after which a trial goes on is there again', () => {
  const state = { epoch: 3, weights: new Float32Array([0.1, Number.NaN]), best: Number.NEGATIVE_INFINITY };
  new TrialCheckpoint(folder, {}).save(state, 3);
  expect(new TrialCheckpoint(folder, { resumeStep: 3 }).load()).toEqual(state);
  expect(new TrialCheckpoint(folder, { resumeStep: 2 }).load()).toBeUndefined();
});

it('the last two stay, and what the trial put there itself', () => {
  mkdirSync(folder, { recursive: true });
  for (const name of ['weights.pt', 'step-007', 'step-x', 'step-5.pt']) writeFileSync(join(folder, name), '');
  const checkpoint = new TrialCheckpoint(folder, {});
  for (const step of [1, 2, 9, 10, 11]) checkpoint.save(step, step);
  expect(savedSteps()).toEqual([10, 11]);
  expect(readdirSync(folder).sort()).toEqual(['step-007', 'step-10', 'step-11', 'step-5.pt', 'step-x', 'weights.pt']);
  expect(new TrialCheckpoint(folder, { resumeStep: 10 }).load()).toBe(10);
});

it('one that cannot be read is as good as none', () => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'step-4'), 'half a file');
  expect(new TrialCheckpoint(folder, { resumeStep: 4 }).load()).toBeUndefined();
});

it.each([undefined, 0, 1.5, '3'])('refuses %j as its step', (step) => {
  expect(() => new TrialCheckpoint(folder, {}).save({}, step as number)).toThrow(
    /^Expected a checkpoint's step to be a whole number from 1, got/,
  );
  expect(existsSync(folder)).toBe(false);
});

it('is due when the time has passed since the last one', async () => {
  const checkpoint = new TrialCheckpoint(folder, { checkpointEveryMs: 50 });
  expect(new TrialCheckpoint(folder, {}).isDue).toBe(false);
  await wait(60);
  expect(checkpoint.isDue).toBe(true);
  checkpoint.save({}, 1);
  expect(checkpoint.isDue).toBe(false);
});

it('a kill in the middle of saving leaves the last one whole', { timeout: 60_000 }, async () => {
  const module = new URL('../../dist/trials/trial-checkpoint.js', import.meta.url);
  // Each state is 8 MB of its step.
  const code = `
    import { TrialCheckpoint } from ${JSON.stringify(module.href)};
    const checkpoint = new TrialCheckpoint(${JSON.stringify(folder)}, {});
    for (let step = 1; ; step++) {
      checkpoint.save(new Float64Array(1e6).fill(step), step);
      if (step === 2) console.log('saving');
    }`;
  let cutOff = 0;
  for (let kill = 0; kill < 10; kill++) {
    rmSync(folder, { recursive: true, force: true });
    const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
    const closed = once(child, 'close');
    await once(child.stdout, 'data');
    await wait(Math.random() * 60);
    child.kill('SIGKILL');
    await closed;
    const steps = savedSteps();
    if (existsSync(join(folder, 'unfinished'))) cutOff++;
    expect(steps.length).toBeGreaterThan(0);
    for (const step of steps) {
      const state = new TrialCheckpoint(folder, { resumeStep: step }).load() as Float64Array;
      expect([state.length, state.at(0), state.at(-1)]).toEqual([1e6, step, step]);
    }
  }
  // Else nothing was tried.
  expect(cutOff).toBeGreaterThan(0);
});
