import { tf } from '../tf.js';
import { hasKernel, runKernels } from './run-kernel.js';

export interface RecurrentWeights {
  /** float32 [width, columns], of which each gate has `units` */
  readonly kernel: tf.Tensor2D;
  /** float32 [units, columns] */
  readonly recurrentKernel: tf.Tensor2D;
  /** float32, in the shape that the kind of layer has it in */
  readonly bias: tf.Tensor;
}

/** 'backward': from the last step to the first. */
export type Direction = 'forward' | 'backward';

/** What tells an LSTM from a GRU. */
interface LayerKind {
  readonly kernelName: string;
  /** How many numbers of each unit go from step to step; the first is the output. */
  readonly states: number;
  /** A step composed of stock operations: from x kernel [batch, columns] and the states before, each [batch, units], to the next. */
  step(projected: tf.Tensor2D, before: readonly tf.Tensor2D[], weights: RecurrentWeights): tf.Tensor2D[];
}

/**
 * The hidden states of a recurrent layer at all time steps, differentiable by x and the weights. The state before the first step is
 * 0. Padding, wherever it is, carries the state on unchanged: so what comes out does not depend on how far a batch was filled up.
 *
 * @param x float32 [batch, time, width]
 * @param mask float32 [batch, time]: 0 for padding, 1 for all else
 * @returns float32 [batch, time, units]
 */
export function recurrentLayer(
  kind: LayerKind,
  x: tf.Tensor3D,
  weights: RecurrentWeights,
  mask: tf.Tensor2D,
  direction: Direction,
): tf.Tensor3D {
  assertShapes(x, weights, mask);
  return (hasKernel(kind.kernelName) ? fusedLayer : composedLayer)(kind, x, weights, mask, direction);
}

/** The kernels trust them. */
function assertShapes(x: tf.Tensor3D, { kernel, recurrentKernel }: RecurrentWeights, mask: tf.Tensor2D): void {
  tf.util.assertShapesMatch(mask.shape, x.shape.slice(0, 2), "A recurrent layer's mask: ");
  tf.util.assertShapesMatch(kernel.shape, [x.shape[2], recurrentKernel.shape[1]], "A recurrent layer's kernel: ");
}

/** One kernel each way, whatever the number of steps. */
function fusedLayer(
  { kernelName }: LayerKind,
  x: tf.Tensor3D,
  { kernel, recurrentKernel, bias }: RecurrentWeights,
  mask: tf.Tensor2D,
  direction: Direction,
): tf.Tensor3D {
  const backward = direction === 'backward';
  const run = tf.customGrad((...inputs) => {
    const save = inputs.at(-1) as tf.GradSaveFunc;
    const keepsCells = tf.engine().state.gradientDepth > 0;
    const forward = { x, kernel, recurrentKernel, bias, mask };
    const [hidden, cells] = runKernels(kernelName, forward, { backward, keepsCells }) as [tf.Tensor, tf.Tensor];
    save([x, kernel, recurrentKernel, mask, hidden, cells]);
    return {
      value: hidden,
      gradFunc(dy: tf.Tensor, [x, kernel, recurrentKernel, mask, hidden, cells]: tf.Tensor[]) {
        const saved = { dy, x, kernel, recurrentKernel, mask, hidden, cells } as tf.NamedTensorMap;
        return runKernels(`${kernelName}Gradient`, saved, { backward, biasShape: bias.shape });
      },
    };
  });
  return run(x, kernel, recurrentKernel, bias) as tf.Tensor3D;
}

/** The same, some twenty kernels a step. */
function composedLayer(
  { states, step }: LayerKind,
  x: tf.Tensor3D,
  weights: RecurrentWeights,
  mask: tf.Tensor2D,
  direction: Direction,
): tf.Tensor3D {
  return tf.tidy(() => {
    const [batch, time, width] = x.shape;
    const [units, columns] = weights.recurrentKernel.shape;
    const rows = tf.matMul(tf.reshape(x, [batch * time, width]), weights.kernel);
    const projected = tf.unstack(tf.reshape(rows, [batch, time, columns]), 1) as tf.Tensor2D[]; // time x [batch, columns]
    const present = tf.unstack(tf.expandDims(mask, 2), 1); // time x [batch, 1]
    const absent = tf.unstack(tf.expandDims(tf.sub(1, mask), 2), 1);
    const hidden: tf.Tensor2D[] = [];
    let before: tf.Tensor2D[] = Array.from({ length: states }, () => tf.zeros([batch, units]));
    for (let i = 0; i < time; i++) {
      const t = direction === 'backward' ? time - 1 - i : i;
      const after = step(projected[t] as tf.Tensor2D, before, weights);
      before = after.map((state, k) =>
        tf.add(tf.mul(state, present[t] as tf.Tensor), tf.mul(before[k] as tf.Tensor, absent[t] as tf.Tensor)),
      );
      hidden[t] = before[0] as tf.Tensor2D;
    }
    return tf.stack(hidden, 1) as tf.Tensor3D;
  });
}
