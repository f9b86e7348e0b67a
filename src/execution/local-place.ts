import { setImmediate } from 'node:timers/promises';
import type { Device } from '../core/backend.js';
import type { ActiveBackend } from '../training/backends/backend.js';
import { ownData, type SharedData } from '../training/shared-data.js';
import type { TrialPlace } from '../trials/trial-place.js';

/** This thread or process, whose device is always the same one. `data`: left out where nothing can be shared. */
export function localPlace(device: Device, data: SharedData = ownData): TrialPlace {
  const backend = () => {
    active ??= start(device).catch((error) => {
      active = undefined;
      throw error;
    });
    return active;
  };
  return {
    device,
    data,
    backend,
    async tensorflow() {
      await backend();
      return (await import('../training/tf.js')).tf;
    },
    async afterTrial() {
      if (active === undefined) return;
      const { check, release } = await active;
      // What a device reports arrives through the event loop.
      await setImmediate();
      check();
      release();
    },
  };
}

/** Once started, it serves all trials. */
let active: Promise<ActiveBackend> | undefined;

async function start(device: Device): Promise<ActiveBackend> {
  const { startBackend } = await import('../training/backends/index.js');
  return await startBackend(device.backend, device.adapter === undefined ? {} : { device: device.adapter });
}
