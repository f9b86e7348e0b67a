import { tf } from '../tf.js';

/** Whether the current backend has a kernel of ours; where it has not, the operation is composed of stock ones. */
export function hasKernel(name: string): boolean {
  return tf.getKernel(name, tf.getBackend()) !== undefined;
}

type Inputs = Readonly<Record<string, tf.Tensor>>;

/** Runs a kernel that returns one tensor, differentiable where a gradient is registered under its name. */
export function runKernel(name: string, inputs: Inputs, attributes: object = {}): tf.Tensor {
  return tf.engine().runKernel(name, inputs, attributes as tf.NamedAttrMap) as tf.Tensor;
}

/** Likewise a kernel that returns several. */
export function runKernels(name: string, inputs: Inputs, attributes: object = {}): tf.Tensor[] {
  return tf.engine().runKernel(name, inputs, attributes as tf.NamedAttrMap) as tf.Tensor[];
}
