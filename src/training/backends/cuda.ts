import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { ActiveBackend } from './backend.js';
import { cudaGaps } from './cuda-libraries.js';
import { loadLibTensorFlow } from './libtensorflow.js';
import { packageGap } from './libtensorflow-package.js';
import { librariesIn, libraryPlaces } from './shared-libraries.js';

const packageName = '@tensorflow/tfjs-node-gpu';

/**
 * An NVIDIA GPU through libtensorflow, one a process: libtensorflow takes the last GPU that it sees, so CUDA_VISIBLE_DEVICES
 * chooses, and is read once. By itself libtensorflow would take all of the GPU's memory.
 *
 * @throws Error whose first line says what is missing; a line each says what helps
 */
export async function startCuda(device?: string): Promise<ActiveBackend> {
  if (device !== undefined) process.env.CUDA_VISIBLE_DEVICES = device;
  process.env.TF_FORCE_GPU_ALLOW_GROWTH = 'true';
  await refuseGaps();
  const backend = await loadLibTensorFlow([packageName]);
  // Where it takes no GPU, libtensorflow goes on with the CPU and says nothing.
  if (!backend.isUsingGpuDevice)
    throw new Error(
      `libtensorflow found no GPU that it can use: it needs an NVIDIA GPU with CUDA 11.2 and cuDNN 8.1\n${instead}`,
    );
  return { name: 'cuda', device: `cuda:${process.env.CUDA_VISIBLE_DEVICES ?? '0'}`, emulated: false, check() {}, release() {} };
}

const instead = "or compute on any maker's GPU without these: --backend webgpu";

/** All at once, so that nobody installs one thing to hear of the next. Libraries are looked for on Linux only. */
async function refuseGaps(): Promise<void> {
  const unusable = packageGap(packageName);
  const gaps = process.platform === 'linux' ? cudaGaps(librariesIn(await libraryPlaces())) : { names: [], remedies: [] };
  const names = [...gaps.names, ...(unusable === undefined ? [] : [packageName])];
  if (names.length === 0) return;
  const remedies = [...gaps.remedies, ...(unusable === undefined ? [] : [unusable]), instead];
  throw new Error([`it lacks ${names.join(', ')}`, ...remedies].join('\n'));
}

/** Names of the NVIDIA GPUs that CUDA_VISIBLE_DEVICES leaves, in its order; empty where the driver's tool is missing. */
export async function cudaDevices(): Promise<string[]> {
  const names = await gpuNames();
  const visible = process.env.CUDA_VISIBLE_DEVICES?.split(',').filter((entry) => entry !== '');
  return visible === undefined ? names : visible.map((entry) => names[Number(entry)] ?? entry);
}

async function gpuNames(): Promise<string[]> {
  try {
    const { stdout } = await promisify(execFile)('nvidia-smi', ['--query-gpu=name', '--format=csv,noheader']);
    return stdout.split('\n').filter((line) => line !== '');
  } catch {
    return [];
  }
}
