import { describe, expect, it } from 'vitest';
import { DeviceError } from '../../src/training/backends/backend.js';
import { settleTrial } from '../../src/trials/settle-trial.js';
import type { TrialPlace } from '../../src/trials/trial-place.js';

/** A place whose device reports something while a trial runs, or nothing. */
function placeWith(failure?: Error): TrialPlace {
  const unused = () => Promise.reject(new Error('Nothing computes here'));
  return {
    device: { backend: 'webgpu', index: 0 },
    data: {} as TrialPlace['data'],
    backend: unused,
    tensorflow: unused,
    afterTrial: () => (failure === undefined ? Promise.resolve() : Promise.reject(failure)),
  };
}

const link = {
  report: async () => 'continue',
  progress() {},
  stopRequested: () => false,
  stopSignal: new AbortController().signal,
  log() {},
} as never;
const job = { trialNumber: 0, params: {}, objective: { metric: 'loss' } } as never;
const complete = { kind: 'complete', metrics: { loss: 1 } } as const;
const lost = new DeviceError('The WebGPU device was lost (unknown): gone');
const full = new DeviceError('Out of memory on the GPU: 1 GiB');

describe('a trial whose device fails', () => {
  it('has crashed, also where it came to its end with garbage', async () => {
    const outcome = await settleTrial(job, link, placeWith(lost), async () => complete);
    expect(outcome).toEqual({ kind: 'failed', reason: 'crashed', message: lost.message });
  });

  it('ran out of memory, whatever the garbage made its own code say', async () => {
    const outcome = await settleTrial(job, link, placeWith(full), () => Promise.reject(new Error('wrong content')));
    expect(outcome).toEqual({ kind: 'failed', reason: 'out-of-memory', message: full.message });
  });
});

it('a trial on a device that did not fail ends as its code does', async () => {
  expect(await settleTrial(job, link, placeWith(), async () => complete)).toEqual(complete);
  const outcome = await settleTrial(job, link, placeWith(), () => Promise.reject(new Error('no file')));
  expect(outcome).toEqual({ kind: 'failed', reason: 'error', message: 'no file' });
});

it('a trial may take what it needs out of its handle', async () => {
  const told: unknown[] = [];
  const listening = {
    ...(link as object),
    report: async (...report: unknown[]) => told.push(report) && 'continue',
    progress: (progress: unknown) => told.push(progress),
    log: (line: string) => told.push(line),
  } as never;
  const outcome = await settleTrial(job, listening, placeWith(), async ({ report, progress, log }) => {
    progress({ step: 1, fraction: 0.5 });
    log('half way');
    await report(1, { loss: 3 });
    await expect(report(1, { loss: 2 })).rejects.toThrow('above the last one (1)');
    return complete;
  });
  expect(outcome).toEqual(complete);
  expect(told).toEqual([{ step: 1, fraction: 0.5 }, 'half way', [1, { loss: 3 }]]);
});
