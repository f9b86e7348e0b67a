import { readdirSync } from 'node:fs';
import { type BackendName, type Device, deviceSyntax, parseDevice } from '../core/backend.js';
import { UsageError } from '../core/errors.js';
import type { Computing } from './devices.js';
import { type SlotDevice, slotDevice, slotsOn } from './slot-device.js';

/**
 * The slots of programs: on the devices that are named, else one a GPU of NVIDIA's, else one, since a program takes what cores it
 * likes. Nothing is probed: what a program computes with is its own affair.
 * @throws UsageError for what is no device
 */
export function programSlots({ backend, devices, perDevice = 1, workers }: Computing): SlotDevice[] {
  const found = devices ? devices.map(namedDevice) : ofBackend(backend);
  return slotsOn(found, workers ?? found.length * perDevice);
}

function namedDevice(text: string): SlotDevice {
  const device = parseDevice(text);
  if (device === undefined) throw new UsageError(`Expected ${deviceSyntax}, got "${text}"`);
  return named(device);
}

function ofBackend(backend: 'auto' | BackendName): SlotDevice[] {
  const gpus = backend === 'auto' || backend === 'cuda' ? visibleGpus() : 0;
  if (gpus > 0) return Array.from({ length: gpus }, (_, index) => named({ backend: 'cuda', index }));
  return [named({ backend: backend === 'auto' ? 'cpu' : backend, index: 0 })];
}

function named(device: Device): SlotDevice {
  const isCpu = device.backend === 'wasm' || device.backend === 'native' || device.backend === 'cpu';
  return isCpu ? { device: { backend: 'cpu', index: 0 }, name: 'cpu' } : slotDevice(device);
}

/** How many GPUs the user's CUDA_VISIBLE_DEVICES leaves of those that Linux shows. */
function visibleGpus(): number {
  const listed = process.env.CUDA_VISIBLE_DEVICES?.split(',').filter((name) => name !== '' && name !== '-1');
  try {
    const there = readdirSync('/dev').filter((name) => /^nvidia\d+$/.test(name)).length;
    return Math.min(there, listed?.length ?? there);
  } catch {
    return 0;
  }
}
