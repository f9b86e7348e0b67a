import { createRequire } from 'node:module';
import { arch, availableParallelism, cpus, platform, release } from 'node:os';
import type { Environment } from '../core/study-record.js';

/** The version of this package. */
export const { version } = createRequire(import.meta.url)('../../package.json') as { version: string };

export function currentEnvironment(devices: readonly string[]): Environment {
  return {
    hypersweep: version,
    node: process.version,
    platform: `${platform()} ${release()} ${arch()}`,
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    devices,
  };
}
