import type { ActiveBackend } from '../training/backends/backend.js';
import type { Device } from './protocol.js';

let active: Promise<ActiveBackend> | undefined;

/** Starts the backend at the first call; it serves all trials of this thread or process after that. */
export function localBackend(device: Device): Promise<ActiveBackend> {
  active ??= start(device).catch((error) => {
    active = undefined;
    throw error;
  });
  return active;
}

async function start(device: Device): Promise<ActiveBackend> {
  const { startBackend } = await import('../training/backends/index.js');
  return await startBackend(device.backend);
}
