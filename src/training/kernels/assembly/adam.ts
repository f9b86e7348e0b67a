// One step of Adam (Kingma and Ba, "Adam: A Method for Stochastic Optimization", 2015, https://arxiv.org/abs/1412.6980) with
// decoupled weight decay (Loshchilov and Hutter, "Decoupled Weight Decay Regularization", 2019,
// https://arxiv.org/abs/1711.05101), in one pass over the memory instead of some thirteen:
//
//   m <- beta1 m + (1 - beta1) g
//   v <- beta2 v + (1 - beta2) g^2
//   w <- w (1 - rate decay) - rate m correction1 / (sqrt(v correction2) + epsilon)
//
// with correction1 = 1 / (1 - beta1^t), correction2 = 1 / (1 - beta2^t) at step t. Without decay this is tf.train.adam.

import { bytesOf } from './simd';

/** Updates the moments m and v in place and writes the new weights to `updated`; all have `count` floats. */
export function adam(
  w: usize,
  gradient: usize,
  m: usize,
  v: usize,
  updated: usize,
  count: i32,
  rate: f32,
  beta1: f32,
  beta2: f32,
  epsilon: f32,
  correction1: f32,
  correction2: f32,
  decay: f32,
): void {
  const keep: f32 = 1 - rate * decay;
  const step: f32 = rate * correction1;
  const bytes = bytesOf(count);
  let at: usize = 0;
  for (; at + 16 <= bytes; at += 16) {
    const g = v128.load(gradient + at);
    const mNext = f32x4.add(f32x4.mul(v128.load(m + at), f32x4.splat(beta1)), f32x4.mul(g, f32x4.splat(1 - beta1)));
    const vNext = f32x4.add(
      f32x4.mul(v128.load(v + at), f32x4.splat(beta2)),
      f32x4.mul(f32x4.mul(g, g), f32x4.splat(1 - beta2)),
    );
    const denominator = f32x4.add(f32x4.sqrt(f32x4.mul(vNext, f32x4.splat(correction2))), f32x4.splat(epsilon));
    const change = f32x4.div(f32x4.mul(mNext, f32x4.splat(step)), denominator);
    v128.store(m + at, mNext);
    v128.store(v + at, vNext);
    v128.store(updated + at, f32x4.sub(f32x4.mul(v128.load(w + at), f32x4.splat(keep)), change));
  }
  for (; at < bytes; at += 4) {
    const g = load<f32>(gradient + at);
    const mNext = load<f32>(m + at) * beta1 + g * (1 - beta1);
    const vNext = load<f32>(v + at) * beta2 + g * g * (1 - beta2);
    const change = (mNext * step) / (sqrt<f32>(vNext * correction2) + epsilon);
    store<f32>(m + at, mNext);
    store<f32>(v + at, vNext);
    store<f32>(updated + at, load<f32>(w + at) * keep - change);
  }
}
