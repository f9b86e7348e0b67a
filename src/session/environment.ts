import { createRequire } from 'node:module';
import { arch, availableParallelism, cpus, platform, release, totalmem } from 'node:os';
import type { Environment } from '../core/study-record.js';
import type { TaskSpec } from '../core/task-spec.js';
import { gpuNames } from '../execution/device-readings.js';
import { fileDigests } from './file-digests.js';
import { gitCommit } from './git-commit.js';

/** The version of this package. */
export const { version } = createRequire(import.meta.url)('../../package.json') as { version: string };

/** Where a study runs, and what it runs from: the folder of its sweep file and its task's files. */
export async function currentEnvironment(devices: readonly string[], folder: string, task: TaskSpec): Promise<Environment> {
  const [commit, files, gpus] = await Promise.all([gitCommit(folder), fileDigests(task, folder), gpuNames()]);
  return {
    hypersweep: version,
    node: process.version,
    platform: `${platform()} ${release()} ${arch()}`,
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    devices,
    memoryBytes: totalmem(),
    ...(gpus.length > 0 && { gpus }),
    ...(commit && { commit }),
    ...(files.length > 0 && { files }),
  };
}
