import { tf } from '../tf.js';

/**
 * Transpose of whole numbers and booleans on WebGPU: the stock kernel writes a shader that does not compile, and TensorFlow.js goes
 * on with garbage. Here they pass as float32, which holds whole numbers up to 2^24.
 */
export function correctWebGpuTranspose(): void {
  const stock = tf.getKernel('Transpose', 'webgpu');
  if (stock === undefined) throw new Error('Expected the WebGPU backend to be loaded before its kernels are corrected');
  tf.unregisterKernel('Transpose', 'webgpu');
  tf.registerKernel({
    ...stock,
    kernelFunc(call) {
      const { x } = call.inputs as { x: tf.TensorInfo };
      if (x.dtype === 'float32') return stock.kernelFunc(call);
      const cast = (input: tf.TensorInfo, dtype: tf.DataType) => run('Cast', { x: input }, { dtype }, call.backend);
      const asFloats = cast(x, 'float32');
      const transposed = stock.kernelFunc({ ...call, inputs: { x: asFloats } }) as tf.TensorInfo;
      const result = cast(transposed, x.dtype);
      for (const { dataId } of [asFloats, transposed]) (call.backend as tf.KernelBackend).disposeData(dataId);
      return result;
    },
  });
}

function run(kernelName: string, inputs: tf.NamedTensorInfoMap, attrs: tf.NamedAttrMap, backend: unknown): tf.TensorInfo {
  const kernel = tf.getKernel(kernelName, 'webgpu') as tf.KernelConfig;
  return kernel.kernelFunc({ inputs, attrs, backend: backend as object }) as tf.TensorInfo;
}
