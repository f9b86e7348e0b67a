import type { Device } from '../core/backend.js';

/** What a slot computes on, and what people call it: `wasm`, `cuda:0 NVIDIA A100`, `webgpu: Apple M2`. */
export interface SlotDevice {
  readonly device: Device;
  readonly name: string;
}

/** So many slots, which take the devices in turn. */
export function slotsOn(devices: readonly SlotDevice[], count: number): SlotDevice[] {
  return Array.from({ length: count }, (_, index) => devices[index % devices.length] as SlotDevice);
}

/** `model`: what the backend calls it. */
export function slotDevice(device: Device, model = ''): SlotDevice {
  const { backend, index } = device;
  if (backend !== 'cuda' && backend !== 'webgpu') return { device, name: backend };
  return { device, name: model.startsWith(backend) ? model : `${backend}:${index} ${model}`.trimEnd() };
}
