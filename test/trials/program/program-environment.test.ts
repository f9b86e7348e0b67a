import { expect, it } from 'vitest';
import type { TrialJob } from '../../../src/core/executor.js';
import { programEnvironment } from '../../../src/trials/program/program-environment.js';

const job: TrialJob = {
  task: { kind: 'program', command: ['run'], folder: '/', metrics: {} },
  trialNumber: 7,
  attempt: 1,
  params: { lr: 0.5, loss: 'focal', bias: true },
  objective: { metric: 'val_loss', goal: 'minimize' },
  studySeed: 1,
  seed: 42,
};

it('tells a program what its trial is', () => {
  expect(programEnvironment(job, job.params, '/out', {})).toEqual({
    PYTHONUNBUFFERED: '1',
    HYPERSWEEP_PARAMS: '{"lr":0.5,"loss":"focal","bias":true}',
    HYPERSWEEP_TRIAL: '7',
    HYPERSWEEP_SEED: '42',
    HYPERSWEEP_METRIC: 'val_loss',
    HYPERSWEEP_FOLDER: '/out',
    HYPERSWEEP_REPORT_FD: '3',
  });
});

it('tells one that may be paused where to save, and one that goes on after which step', () => {
  expect(programEnvironment({ ...job, checkpointFolder: '/saved', resumeStep: 3 }, job.params, '/out', {})).toMatchObject({
    HYPERSWEEP_CHECKPOINT_FOLDER: '/saved',
    HYPERSWEEP_RESUME_STEP: '3',
  });
});

it('leaves to Python what the user has set', () => {
  expect(programEnvironment(job, job.params, '/out', { PYTHONUNBUFFERED: '0' }).PYTHONUNBUFFERED).toBe('0');
});
