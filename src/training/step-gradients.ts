import * as tf from '@tensorflow/tfjs';

/**
 * `where(greater(x, 0), ...)` differentiates through the comparison, but TensorFlow.js 4.22 registers only GreaterEqual's
 * gradient and stops with an error at the others. They are constant almost everywhere: their gradient is zero.
 */
const ofTwoInputs = ['Greater', 'Less', 'LessEqual', 'Equal', 'NotEqual', 'LogicalAnd', 'LogicalOr'];

export function registerStepGradients(): void {
  for (const kernelName of ofTwoInputs) register(kernelName, ['a', 'b']);
  register('LogicalNot', ['x']);
}

function register(kernelName: string, inputs: string[]): void {
  if (tf.getGradient(kernelName)) return;
  tf.registerGradient({
    kernelName,
    inputsToSave: inputs,
    gradFunc: (_dy, saved) => Object.fromEntries(inputs.map((input, i) => [input, () => tf.zerosLike(saved[i] as tf.Tensor)])),
  });
}
