import type { Device } from '../core/backend.js';
import type { ActiveBackend } from '../training/backends/backend.js';
import type { TrialPlace } from '../trials/trial-place.js';

/** This thread or process: its backend, once started, serves all its trials. */
export function localPlace(device: Device): TrialPlace {
  place ??= createPlace(device);
  return place;
}

let place: TrialPlace | undefined;

function createPlace(device: Device): TrialPlace {
  let active: Promise<ActiveBackend> | undefined;
  const backend = () => {
    active ??= start(device).catch((error) => {
      active = undefined;
      throw error;
    });
    return active;
  };
  return {
    device,
    backend,
    async tensorflow() {
      await backend();
      return (await import('../training/tf.js')).tf;
    },
  };
}

async function start(device: Device): Promise<ActiveBackend> {
  const { startBackend } = await import('../training/backends/index.js');
  return await startBackend(device.backend, device.adapter === undefined ? {} : { device: device.adapter });
}
