import * as tf from '@tensorflow/tfjs-core';
import { type Gradient, register, unbroadcast } from './gradient.js';

/** Element-wise functions of one input x, as dx from dy and x. */
const ofInput = (input: string, derivative: (dy: tf.Tensor, x: tf.Tensor) => tf.Tensor): Gradient => ({
  inputs: [input],
  backward: (dy, [x]) => ({ [input]: () => derivative(dy, x) }),
});

/** Element-wise functions whose derivative is simplest in terms of their output y, as dx from dy and y. */
const ofOutput = (derivative: (dy: tf.Tensor, y: tf.Tensor) => tf.Tensor): Gradient => ({
  output: true,
  backward: (dy, [y]) => ({ x: () => derivative(dy, y) }),
});

/** Element-wise functions of two inputs that broadcast against each other, as da and db before the broadcast is undone. */
const ofTwo = (
  da: (dy: tf.Tensor, a: tf.Tensor, b: tf.Tensor) => tf.Tensor,
  db: (dy: tf.Tensor, a: tf.Tensor, b: tf.Tensor) => tf.Tensor,
): Gradient => ({
  inputs: ['a', 'b'],
  backward: (dy, [a, b]) => ({
    a: () => unbroadcast(da(dy, a, b), a.shape),
    b: () => unbroadcast(db(dy, a, b), b.shape),
  }),
});

const where = (condition: tf.Tensor, dy: tf.Tensor) => tf.mul(dy, tf.cast(condition, 'float32'));

/** d(a^b)/db = a^b log a, taken as 0 where a <= 0 and the logarithm does not exist. */
function powerByExponent(dy: tf.Tensor, a: tf.Tensor, b: tf.Tensor): tf.Tensor {
  const logarithm = tf.where(tf.greater(a, 0), tf.log(a), tf.zerosLike(a));
  return tf.mul(dy, tf.mul(tf.pow(a, b), logarithm));
}

export function registerArithmeticGradients(): void {
  register({
    Add: ofTwo(
      (dy) => dy,
      (dy) => dy,
    ),
    Sub: ofTwo(
      (dy) => dy,
      (dy) => tf.neg(dy),
    ),
    Multiply: ofTwo(
      (dy, _a, b) => tf.mul(dy, b),
      (dy, a) => tf.mul(dy, a),
    ),
    RealDiv: ofTwo(
      (dy, _a, b) => tf.div(dy, b),
      (dy, a, b) => tf.neg(tf.div(tf.mul(dy, a), tf.square(b))),
    ),
    Pow: ofTwo((dy, a, b) => tf.mul(dy, tf.mul(b, tf.pow(a, tf.sub(b, 1)))), powerByExponent),
    // A tie gives the whole gradient to the first input.
    Maximum: ofTwo(
      (dy, a, b) => where(tf.greaterEqual(a, b), dy),
      (dy, a, b) => where(tf.less(a, b), dy),
    ),
    Minimum: ofTwo(
      (dy, a, b) => where(tf.lessEqual(a, b), dy),
      (dy, a, b) => where(tf.greater(a, b), dy),
    ),
    SquaredDifference: ofTwo(
      (dy, a, b) => tf.mul(dy, tf.mul(2, tf.sub(a, b))),
      (dy, a, b) => tf.mul(dy, tf.mul(2, tf.sub(b, a))),
    ),
    AddN: {
      allInputs: true,
      backward: (dy, inputs) => Object.fromEntries(inputs.map((_, index) => [index, () => tf.clone(dy)])),
    },
    Neg: { backward: (dy) => ({ x: () => tf.neg(dy) }) },
    Square: ofInput('x', (dy, x) => tf.mul(dy, tf.mul(2, x))),
    Sqrt: ofInput('x', (dy, x) => tf.div(dy, tf.mul(2, tf.sqrt(x)))),
    Rsqrt: ofInput('x', (dy, x) => tf.neg(tf.div(dy, tf.mul(2, tf.pow(x, 1.5))))),
    Reciprocal: ofInput('x', (dy, x) => tf.neg(tf.div(dy, tf.square(x)))),
    Abs: ofInput('x', (dy, x) => tf.mul(dy, tf.sign(x))),
    Exp: ofOutput((dy, y) => tf.mul(dy, y)),
    Expm1: ofInput('x', (dy, x) => tf.mul(dy, tf.exp(x))),
    Log: ofInput('x', (dy, x) => tf.div(dy, x)),
    Log1p: ofInput('x', (dy, x) => tf.div(dy, tf.add(1, x))),
    Erf: ofInput('x', (dy, x) => tf.mul(dy, tf.mul(2 / Math.sqrt(Math.PI), tf.exp(tf.neg(tf.square(x)))))),
    ClipByValue: {
      inputs: ['x'],
      backward: (dy, [x], { clipValueMin, clipValueMax }) => ({
        x: () => where(tf.logicalAnd(tf.greaterEqual(x, clipValueMin), tf.lessEqual(x, clipValueMax)), dy),
      }),
    },
  });
}
