import { availableParallelism } from 'node:os';
import { describe, expect, it } from 'vitest';
import { type BackendReport, parseDevice } from '../../src/core/backend.js';
import { automaticChoice, chooseSlots, probeBackends } from '../../src/execution/devices.js';
import { mayHaveGpu } from '../../src/execution/gpu-presence.js';
import { slotDevice, slotsOn } from '../../src/execution/slot-device.js';
import { swiftShaderEnvironment } from '../../src/training/backends/swiftshader.js';

const report = (name: BackendReport['name'], rest: Partial<BackendReport> = {}): BackendReport => ({
  name,
  works: true,
  detail: name,
  devices: [],
  ...rest,
});

describe('the backend that `auto` stands for', () => {
  it('is the one that trains most, all its slots together', () => {
    const gpu = (samplesPerSecond: number) => report('webgpu', { samplesPerSecond, devices: ['a GPU'] });
    const cores = availableParallelism();
    const wasm = report('wasm', { samplesPerSecond: 1000 });
    const broken = report('cuda', { works: false });
    expect(automaticChoice([broken, gpu(1001 * cores), wasm])?.name).toBe('webgpu');
    expect(automaticChoice([broken, gpu(999 * cores), wasm])?.name).toBe('wasm');
  });

  it('is never a pretended GPU, nor plain JavaScript', () => {
    expect(automaticChoice([report('webgpu', { emulated: true }), report('wasm')])?.name).toBe('wasm');
    expect(automaticChoice([report('webgpu', { emulated: true }), report('cpu')])).toBeUndefined();
  });

  it('computes somewhere on every machine, and says why there', async () => {
    const { slots, explanation } = await chooseSlots({ backend: 'auto' });
    expect(slots.length).toBeGreaterThan(0);
    expect(explanation.join()).toContain(`Computing on ${slots[0]?.device.backend}`);
  });
});

it('a backend that was asked for by name and does not work is the user’s to mend', async () => {
  const [native] = await probeBackends(['native']);
  const chosen = chooseSlots({ backend: 'native' });
  if (native?.works) return expect((await chosen).slots[0]?.device.backend).toBe('native');
  await expect(chosen).rejects.toThrow(/^The backend native does not work here: .*hypersweep doctor/s);
});

it('CUDA says a line each what it lacks', async () => {
  const [cuda] = await probeBackends(['cuda']);
  const chosen = chooseSlots({ backend: 'auto', devices: ['cuda:0'] });
  if (cuda?.works) return expect((await chosen).slots[0]?.device).toEqual({ backend: 'cuda', index: 0 });
  await expect(chosen).rejects.toThrow(/^The backend cuda does not work here: [^\n]*doctor[^\n]*\n- .*\n- .*--backend webgpu$/s);
});

it('a probe tells what it found in another process', async () => {
  const [cpu] = await probeBackends(['cpu']);
  expect(cpu).toMatchObject({ name: 'cpu', works: true });
});

describe('devices that are named', () => {
  const backends = async (asked: Omit<Parameters<typeof chooseSlots>[0], 'backend'>) => {
    const { slots } = await chooseSlots({ backend: 'auto', ...asked });
    return slots.map(({ device }) => device.backend);
  };

  it('are taken in turn, so many times each, or as many as there are workers', async () => {
    expect(await backends({ devices: ['wasm', 'cpu'] })).toEqual(['wasm', 'cpu']);
    expect(await backends({ devices: ['wasm', 'cpu'], perDevice: 2 })).toEqual(['wasm', 'cpu', 'wasm', 'cpu']);
    expect(await backends({ devices: ['wasm', 'cpu'], perDevice: 2, workers: 3 })).toEqual(['wasm', 'cpu', 'wasm']);
  });

  it('say which backend, and are refused where they are none', async () => {
    await expect(chooseSlots({ backend: 'wasm', devices: ['wasm'] })).rejects.toThrow('either a backend or devices');
    await expect(chooseSlots({ backend: 'auto', devices: ['wasm', 'gpu:0'] })).rejects.toThrow(
      /a GPU such as cuda:0, .* got "gpu:0"/,
    );
  });

  it.skipIf(mayHaveGpu() || swiftShaderEnvironment() === undefined)(
    'are tried before anything runs, an adapter by part of its name, in capitals or not',
    async () => {
      expect(await backends({ devices: ['webgpu:swiftshader'], perDevice: 2 })).toEqual(['webgpu', 'webgpu']);
      await expect(backends({ devices: ['webgpu:swiftshader', 'webgpu:Radeon'] })).rejects.toThrow(
        /^The backend webgpu does not work here: WebGPU has no adapter whose name has "Radeon" in it, only SwiftShader/,
      );
    },
  );
});

it.each([
  ['cuda', { backend: 'cuda', index: 0 }],
  ['cuda:3', { backend: 'cuda', index: 3 }],
  ['webgpu:NVIDIA L4', { backend: 'webgpu', index: 0, adapter: 'NVIDIA L4' }],
  [' wasm ', { backend: 'wasm', index: 0 }],
  ['cuda:a', undefined],
  ['wasm:1', undefined],
  ['', undefined],
])('the device %j', (text, device) => {
  expect(parseDevice(text)).toEqual(device);
});

it('slots have the names that people know', () => {
  expect(slotDevice({ backend: 'cuda', index: 1 }, 'NVIDIA A100').name).toBe('cuda:1 NVIDIA A100');
  expect(slotDevice({ backend: 'webgpu', index: 0 }, 'webgpu: Apple M2').name).toBe('webgpu: Apple M2');
  expect(slotDevice({ backend: 'wasm', index: 0 }, 'wasm (SIMD)').name).toBe('wasm');
  const [a, b] = [slotDevice({ backend: 'cuda', index: 0 }), slotDevice({ backend: 'cuda', index: 1 })];
  expect(slotsOn([a, b], 3)).toEqual([a, b, a]);
});
