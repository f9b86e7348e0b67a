import * as tf from '@tensorflow/tfjs-core';
import { type Gradient, register } from './gradient.js';

/** Functions that are constant almost everywhere: their gradient is zero, as float32, in the shape of each input. */
const zeroFor = (...inputs: string[]): Gradient => ({
  inputs,
  backward: (_dy, saved) =>
    Object.fromEntries(inputs.map((input, index) => [input, () => tf.zeros((saved[index] as tf.Tensor).shape)])),
});

const ofOneInput = ['Step', 'Sign', 'Floor', 'Ceil', 'Round', 'ZerosLike', 'OnesLike', 'LogicalNot', 'IsNan'];

/**
 * `where(greater(x, 0), ...)` differentiates through the comparison; stock TensorFlow.js registers only GreaterEqual there
 * and stops with an error at the others.
 */
const ofTwoInputs = ['Greater', 'GreaterEqual', 'Less', 'LessEqual', 'Equal', 'NotEqual', 'LogicalAnd', 'LogicalOr', 'FloorDiv'];

export function registerStepGradients(): void {
  register(Object.fromEntries(ofOneInput.map((kernelName) => [kernelName, zeroFor('x')])));
  register(Object.fromEntries(ofTwoInputs.map((kernelName) => [kernelName, zeroFor('a', 'b')])));
  register({ OneHot: zeroFor('indices') });
}
