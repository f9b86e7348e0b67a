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
    tf.tidy(() => {
      this.weights.forEach((weight, i) => {
        const direction = this.#direction(i, withL2(gradients[i] as tf.Tensor, weight, this.decay));
        weight.variable.assign(tf.sub(weight.variable, tf.mul(direction, rate * (weight.rateFactor ?? 1))));
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

  #direction(i: number, gradient: tf.Tensor): tf.Tensor {
    const velocity = this.#velocities[i];
    if (velocity === undefined) return gradient;
    velocity.assign(tf.add(tf.mul(velocity, this.momentum), gradient));
    return velocity;
  }
}
