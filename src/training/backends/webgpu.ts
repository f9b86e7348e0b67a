import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { registerWebGpuOptimizers } from '../kernels/webgpu-optimizers.js';
import { correctWebGpuTranspose } from '../kernels/webgpu-transpose.js';
import { tf } from '../tf.js';
import { type ActiveBackend, DeviceError } from './backend.js';
import { findAdapter } from './webgpu-adapter.js';

/**
 * Any GPU through WebGPU (Dawn). Run it in a process of its own: a thread that is terminated inside Dawn takes the whole
 * process with it. Tensors are read with `await tensor.data()` only.
 *
 * @param device part of the adapter's name, where there are several
 */
export async function startWebGpu(device?: string): Promise<ActiveBackend> {
  const adapter = await findAdapter(device);
  if (adapter === null) {
    throw new Error(
      'WebGPU found no adapter: it needs a GPU with a Vulkan, Metal or Direct3D 12 driver; VK_ICD_FILENAMES can name a Vulkan driver',
    );
  }
  const gpuDevice = await adapter.requestDevice({ requiredLimits: computeLimits(adapter) });
  const check = watch(gpuDevice);
  const webgpu = await import('@tensorflow/tfjs-backend-webgpu');
  correctWebGpuTranspose();
  registerWebGpuOptimizers(webgpu.webgpu_util);
  tf.removeBackend('webgpu');
  tf.registerBackend('webgpu', () => new webgpu.WebGPUBackend(gpuDevice, adapter.info));
  if (!(await tf.setBackend('webgpu')))
    throw new Error(`The WebGPU backend of TensorFlow.js did not start on ${describe(adapter)}`);
  return { name: 'webgpu', device: describe(adapter), emulated: isEmulated(adapter), check, release };
}

/** WebGPU grants small defaults unless more is asked for: here all that the adapter has, of what kernels and tensors need. */
function computeLimits({ limits }: GPUAdapter): Record<string, number> {
  return {
    maxBufferSize: limits.maxBufferSize,
    maxStorageBufferBindingSize: limits.maxStorageBufferBindingSize,
    maxComputeWorkgroupStorageSize: limits.maxComputeWorkgroupStorageSize,
    maxComputeWorkgroupsPerDimension: limits.maxComputeWorkgroupsPerDimension,
    maxComputeWorkgroupSizeX: limits.maxComputeWorkgroupSizeX,
    maxComputeInvocationsPerWorkgroup: limits.maxComputeInvocationsPerWorkgroup,
  };
}

/** TensorFlow.js goes on with garbage after a lost device or an invalid shader: what happened is kept, and thrown when asked. */
function watch(device: GPUDevice): () => void {
  let failure: Error | undefined;
  device.lost.then(({ reason, message }) => {
    failure ??= new DeviceError(`The WebGPU device was lost (${reason}): ${message}`);
  });
  device.addEventListener('uncapturederror', ({ error }) => {
    const isOutOfMemory = error instanceof GPUOutOfMemoryError;
    failure ??= new DeviceError(
      `${isOutOfMemory ? 'Out of memory on the GPU' : 'The WebGPU device reported an error'}: ${error.message}`,
    );
  });
  return () => {
    if (failure !== undefined) throw failure;
  };
}

/**
 * TensorFlow.js keeps each buffer for the next tensor of exactly its size: models of other shapes would fill the GPU in time. A
 * buffer gets there only when no command that uses it waits to be submitted.
 */
function release(): void {
  const pool = (tf.backend() as WebGPUBackend).bufferManager as unknown as BufferPool;
  for (const [key, buffers] of pool.freeBuffers) {
    for (const buffer of buffers) {
      pool.numBytesAllocated -= buffer.size;
      buffer.destroy();
    }
    pool.numFreeBuffers -= buffers.length;
    pool.freeBuffers.set(key, []);
  }
}

/** What TensorFlow.js's types hide of its `BufferManager`. */
interface BufferPool {
  readonly freeBuffers: Map<string, GPUBuffer[]>;
  numFreeBuffers: number;
  numBytesAllocated: number;
}

function describe({ info }: GPUAdapter): string {
  const names = [info.device || info.architecture || info.vendor, info.description && `(${info.description})`];
  return `webgpu: ${names.filter(Boolean).join(' ')}`;
}

/** A CPU that plays the GPU. */
function isEmulated({ info }: GPUAdapter): boolean {
  const names = [info.vendor, info.architecture, info.device, info.description].join(' ');
  return /swiftshader|llvmpipe|lavapipe|softpipe|basic render/i.test(names);
}
