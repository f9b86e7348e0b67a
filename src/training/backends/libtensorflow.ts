import { createRequire } from 'node:module';
import { tf } from '../tf.js';
import { packageGap } from './libtensorflow-package.js';

/** What the backend of tfjs-node and tfjs-node-gpu tells of itself. */
interface LibTensorFlowBackend {
  readonly isUsingGpuDevice: boolean;
}

/**
 * Loads the first of the given packages that is there and makes its `tensorflow` backend the current one.
 * @throws Error with what each package answered
 */
export async function loadLibTensorFlow(packages: readonly string[]): Promise<LibTensorFlowBackend> {
  restoreRemovedUtilities();
  process.env.TF_CPP_MIN_LOG_LEVEL ??= '2';
  const failures: string[] = [];
  for (const name of packages) {
    const gap = packageGap(name);
    if (gap !== undefined) {
      failures.push(gap);
      continue;
    }
    try {
      await import(name);
      if (await tf.setBackend('tensorflow')) return tf.backend() as unknown as LibTensorFlowBackend;
      failures.push(`${name}: its backend did not start`);
    } catch (error) {
      failures.push(`${name}: ${firstLine(error)}`);
    }
  }
  throw new Error(['libtensorflow could not be loaded', ...failures].join('\n'));
}

function firstLine(error: unknown): string {
  const [line = ''] = String(error instanceof Error ? error.message : error).split('\n');
  return line.trim();
}

/** tfjs-node 4.22 calls two functions of node:util that Node 23 removed. */
function restoreRemovedUtilities(): void {
  const util = createRequire(import.meta.url)('node:util');
  util.isNullOrUndefined ??= (value: unknown) => value === null || value === undefined;
  util.isArray ??= Array.isArray;
}
