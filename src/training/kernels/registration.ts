import { tf } from '../tf.js';

type Inputs = Readonly<Record<string, tf.TensorInfo>>;

interface KernelCall<I extends Inputs, A> {
  readonly inputs: I;
  readonly attributes: A;
  /** What the kernel was before: for the types and shapes that ours does not cover. */
  stock(): tf.TensorInfo | tf.TensorInfo[];
}

type Compute<I extends Inputs, A> = (call: KernelCall<I, A>) => tf.TensorInfo | tf.TensorInfo[];

/** Registers a kernel on the WebAssembly backend, in the place of the stock one if there is one. */
export function registerWasmKernel<I extends Inputs, A = undefined>(kernelName: string, compute: Compute<I, A>): void {
  const replaced = tf.getKernel(kernelName, 'wasm');
  if (replaced !== undefined) tf.unregisterKernel(kernelName, 'wasm');
  tf.registerKernel({
    kernelName,
    backendName: 'wasm',
    kernelFunc: (call) =>
      compute({
        inputs: call.inputs as unknown as I,
        attributes: call.attrs as A,
        stock() {
          if (replaced === undefined) throw unsupported(kernelName, Object.values(call.inputs as unknown as Inputs));
          return replaced.kernelFunc(call);
        },
      }),
  });
}

function unsupported(kernelName: string, inputs: readonly tf.TensorInfo[]): Error {
  const got = inputs.map(({ dtype, shape }) => `${dtype} [${shape.join(', ')}]`).join(' and ');
  return new Error(`Expected float32 inputs for ${kernelName} on the WebAssembly backend, got ${got}`);
}
