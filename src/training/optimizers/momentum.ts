import type { MomentumAttributes } from '../kernels/momentum.js';
import { hasKernel, runKernel } from '../kernels/run-kernel.js';
import { tf } from '../tf.js';
import { withL2 } from './l2.js';
import type { Optimizer, Weight } from './optimizer.js';

/**
 * Stochastic gradient descent with momentum (Polyak 1964): v <- momentum v + g, w <- w - rate v. Without momentum it is plain
 * SGD, and then keeps no velocity.
 */
export class MomentumOptimizer implements Optimizer {
  readonly #velocities: tf.Variable[];

  constructor(
    private readonly weights: readonly Weight[],
    private readonly momentum: number,
    private readonly decay: number,
  ) {
    const variables = momentum === 0 ? [] : weights.map(({ variable }) => variable);
    this.#velocities = tf.tidy(() => variables.map((variable) => tf.variable(tf.zerosLike(variable), false)));
  }

  step(gradients: readonly tf.Tensor[], rate: number): void {
    const isFused = hasKernel('MomentumUpdate');
    tf.tidy(() => {
      this.weights.forEach((weight, i) => {
        const [gradient, lr] = [gradients[i] as tf.Tensor, rate * (weight.rateFactor ?? 1)];
        weight.variable.assign(isFused ? this.#fused(i, gradient, lr) : this.#composed(i, gradient, lr));
      });
    });
  }

  get memory(): readonly tf.Tensor[] {
    return this.#velocities;
  }

  resume(memory: readonly Float32Array[]): void {
    tf.tidy(() => {
      this.#velocities.forEach((velocity, i) => {
        velocity.assign(tf.tensor(memory[i] as Float32Array, velocity.shape));
      });
    });
  }

  dispose(): void {
    tf.dispose(this.#velocities);
  }

  /** One kernel that returns the new weights and writes the new velocity over the old one. */
  #fused(i: number, g: tf.Tensor, lr: number): tf.Tensor {
    const [{ variable: w, decayed }, v] = [this.weights[i] as Weight, this.#velocities[i]];
    const attributes: MomentumAttributes = { lr, momentum: this.momentum, decay: decayed ? this.decay : 0 };
    return runKernel('MomentumUpdate', v === undefined ? { w, g } : { w, g, v }, attributes);
  }

  #composed(i: number, gradient: tf.Tensor, lr: number): tf.Tensor {
    const weight = this.weights[i] as Weight;
    return tf.sub(weight.variable, tf.mul(this.#direction(i, withL2(gradient, weight, this.decay)), lr));
  }

  #direction(i: number, gradient: tf.Tensor): tf.Tensor {
    const velocity = this.#velocities[i];
    if (velocity === undefined) return gradient;
    velocity.assign(tf.add(tf.mul(velocity, this.momentum), gradient));
    return velocity;
  }
}
