import { tf } from '../tf.js';

/** What our kernels use of the JavaScript backend. */
interface CpuBackend {
  readonly data: { get(dataId: object): { readonly values: tf.TypedArray } };
  makeTensorInfo(shape: readonly number[], dtype: tf.DataType, values: tf.TypedArray): tf.TensorInfo;
}

interface CpuKernelCall<Inputs, Attributes> {
  readonly inputs: Inputs;
  readonly attributes: Attributes;
  valuesOf(tensor: tf.TensorInfo): tf.TypedArray;
  output(shape: readonly number[], values: tf.TypedArray): tf.TensorInfo;
}

/** Replaces a kernel of the JavaScript backend. */
export function registerCpuKernel<Inputs, Attributes>(
  kernelName: string,
  compute: (call: CpuKernelCall<Inputs, Attributes>) => tf.TensorInfo,
): void {
  if (tf.getKernel(kernelName, 'cpu')) tf.unregisterKernel(kernelName, 'cpu');
  tf.registerKernel({
    kernelName,
    backendName: 'cpu',
    kernelFunc({ inputs, backend, attrs }) {
      const cpu = backend as unknown as CpuBackend;
      return compute({
        inputs: inputs as unknown as Inputs,
        attributes: attrs as unknown as Attributes,
        valuesOf: ({ dataId }) => cpu.data.get(dataId).values,
        output: (shape, values) => cpu.makeTensorInfo(shape, values instanceof Int32Array ? 'int32' : 'float32', values),
      });
    },
  });
}
