import { describe, expect, it } from 'vitest';
import type { BackendReport } from '../../src/core/backend.js';
import { automaticChoice, chooseBackend, defaultSlots, probeBackends } from '../../src/execution/devices.js';

const report = (name: BackendReport['name'], rest: Partial<BackendReport> = {}): BackendReport => ({
  name,
  works: true,
  detail: name,
  devices: [],
  ...rest,
});

describe('the backend that `auto` stands for', () => {
  it('is the first that works', () => {
    expect(automaticChoice([report('cuda', { works: false }), report('webgpu'), report('wasm')])?.name).toBe('webgpu');
  });

  it('is never a pretended GPU, nor plain JavaScript', () => {
    expect(automaticChoice([report('webgpu', { emulated: true }), report('wasm')])?.name).toBe('wasm');
    expect(automaticChoice([report('webgpu', { emulated: true }), report('cpu')])).toBeUndefined();
  });

  it('computes somewhere on every machine, and says why there', async () => {
    const { chosen, explanation } = await chooseBackend('auto');
    expect(chosen.works).toBe(true);
    expect(explanation.join()).toContain(`Computing on ${chosen.name}`);
  });
});

it('a backend that was asked for by name and does not work is the user’s to mend', async () => {
  const [native] = await probeBackends(['native']);
  if (native?.works) return expect((await chooseBackend('native')).chosen.name).toBe('native');
  await expect(chooseBackend('native')).rejects.toThrow(/^The backend native does not work here: .*hypersweep doctor/);
});

it('a probe tells what it found in another process', async () => {
  const [cpu] = await probeBackends(['cpu']);
  expect(cpu).toMatchObject({ name: 'cpu', works: true });
});

it('slots: one a GPU, else one a core', () => {
  expect(defaultSlots(report('cuda', { devices: ['A100', 'A100'] }))).toBe(2);
  expect(defaultSlots(report('webgpu', { emulated: true, devices: ['SwiftShader'] }))).toBe(defaultSlots(report('wasm')));
});
