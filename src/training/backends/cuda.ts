import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { ActiveBackend } from './backend.js';
import { loadLibTensorFlow } from './libtensorflow.js';

/**
 * An NVIDIA GPU through libtensorflow, one a process: libtensorflow takes the last GPU that it sees, so CUDA_VISIBLE_DEVICES
 * chooses, and is read once. By itself libtensorflow would take all of the GPU's memory.
 */
export async function startCuda(device?: string): Promise<ActiveBackend> {
  if (device !== undefined) process.env.CUDA_VISIBLE_DEVICES = device;
  process.env.TF_FORCE_GPU_ALLOW_GROWTH = 'true';
  const backend = await loadLibTensorFlow(['@tensorflow/tfjs-node-gpu']);
  // Where CUDA's libraries are missing, libtensorflow goes on with the CPU and says nothing.
  if (!backend.isUsingGpuDevice)
    throw new Error(
      'libtensorflow found no GPU that it can use: it needs an NVIDIA GPU with CUDA 11.2 and cuDNN 8.1 on the library path',
    );
  return { name: 'cuda', device: `cuda:${process.env.CUDA_VISIBLE_DEVICES ?? '0'}`, emulated: false, check() {}, release() {} };
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
