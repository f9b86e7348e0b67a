import * as tf from '@tensorflow/tfjs-core';

/** The gradient of a loss with respect to each input of a kernel, computed only for the inputs that are asked for. */
export type InputGradients = Record<string, () => tf.Tensor>;

export interface Gradient {
  /** Names of the kernel's inputs that `backward` needs, given to it first, in this order. */
  readonly inputs?: readonly string[];
  /** For kernels with a list of inputs: keep them all. */
  readonly allInputs?: boolean;
  /** Whether `backward` needs the kernel's output, given to it after the inputs. */
  readonly output?: boolean;
  /** The vector-Jacobian product. `dy` has the output's shape, or is a list where the kernel has several outputs. */
  // biome-ignore lint/suspicious/noExplicitAny: TensorFlow.js types attributes and multiple outputs no closer than this.
  readonly backward: (dy: any, saved: any[], attributes: any) => InputGradients;
}

/** Registers gradients by kernel name, but for those that are there already. */
export function register(gradients: Readonly<Record<string, Gradient>>): void {
  for (const [kernelName, gradient] of Object.entries(gradients)) {
    if (tf.getGradient(kernelName)) continue;
    tf.registerGradient({
      kernelName,
      inputsToSave: [...(gradient.inputs ?? [])],
      saveAllInputs: gradient.allInputs ?? false,
      outputsToSave: gradient.output ? [true] : [],
      gradFunc: (dy, saved, attributes) => gradient.backward(dy, saved, attributes),
    });
  }
}

/** Sums `dy` over the axes along which an input of `shape` was broadcast, so that the result has `shape`. */
export function unbroadcast(dy: tf.Tensor, shape: number[]): tf.Tensor {
  const axes = tf.broadcast_util.getReductionAxes(shape, dy.shape);
  return tf.reshape(axes.length > 0 ? tf.sum(dy, axes) : dy, shape);
}

/** Runs a kernel that TensorFlow.js has no public operation for. */
export function runKernel(name: string, inputs: Record<string, tf.Tensor>, attributes: object): tf.Tensor {
  return tf.engine().runKernel(name, inputs, attributes as tf.NamedAttrMap);
}
