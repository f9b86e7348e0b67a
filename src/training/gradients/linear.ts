import * as tf from '@tensorflow/tfjs-core';
import { register, runKernel, unbroadcast } from './gradient.js';

/** c = op(a) op(b), where op transposes or not: da and db as products of dc with the other side. */
function matrixProduct(dy: tf.Tensor, a: tf.Tensor, b: tf.Tensor, transposeA: boolean, transposeB: boolean) {
  const da = () => (transposeA ? tf.matMul(b, dy, transposeB, true) : tf.matMul(dy, b, false, !transposeB));
  const db = () => (transposeB ? tf.matMul(dy, a, true, transposeA) : tf.matMul(a, dy, !transposeA, false));
  return { a: () => unbroadcast(da(), a.shape), b: () => unbroadcast(db(), b.shape) };
}

function expectUndilated(dilations: number | number[], operation: string): void {
  const sizes = typeof dilations === 'number' ? [dilations] : dilations;
  if (sizes.some((size) => size !== 1))
    throw new Error(`Expected dilations of 1 for the gradient of ${operation}, got [${sizes.join(', ')}]`);
}

export function registerLinearGradients(): void {
  register({
    BatchMatMul: {
      inputs: ['a', 'b'],
      backward: (dy, [a, b], { transposeA, transposeB }) => matrixProduct(dy, a, b, transposeA, transposeB),
    },
    Conv2D: {
      inputs: ['x', 'filter'],
      backward: (dy, [x, filter], { dilations, ...geometry }) => {
        expectUndilated(dilations, 'conv2d');
        return {
          x: () => runKernel('Conv2DBackpropInput', { dy, filter }, { ...geometry, inputShape: x.shape }),
          filter: () => runKernel('Conv2DBackpropFilter', { x, dy }, { ...geometry, filterShape: filter.shape }),
        };
      },
    },
    DepthwiseConv2dNative: {
      inputs: ['x', 'filter'],
      backward: (dy, [x, filter], attributes) => ({
        x: () => runKernel('DepthwiseConv2dNativeBackpropInput', { dy, filter }, { ...attributes, inputShape: x.shape }),
        filter: () => runKernel('DepthwiseConv2dNativeBackpropFilter', { x, dy }, { ...attributes, filterShape: filter.shape }),
      }),
    },
    MaxPool: {
      inputs: ['x'],
      output: true,
      backward: (dy, [x, y], attributes) => ({
        x: () => runKernel('MaxPoolGrad', { dy, input: x, output: y }, attributes),
      }),
    },
    AvgPool: {
      inputs: ['x'],
      backward: (dy, [x], attributes) => ({ x: () => runKernel('AvgPoolGrad', { dy, input: x }, attributes) }),
    },
  });
}
