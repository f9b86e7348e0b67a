import type { AdamAttributes } from '../kernels/adam.js';
import { hasKernel, runKernel } from '../kernels/run-kernel.js';
import { tf } from '../tf.js';
import { withL2 } from './l2.js';
import type { Optimizer, Weight } from './optimizer.js';

export interface AdamSettings {
  readonly beta2: number;
  readonly decay: number;
  /** True: AdamW, which shrinks the weights apart from the gradient; false: an L2 term in the gradient. */
  readonly decoupled: boolean;
}

const beta1 = 0.9;
const epsilon = 1e-7;

interface Moments {
  first: tf.Tensor;
  second: tf.Tensor;
}

/**
 * Adam (Kingma and Ba 2015, algorithm 1, https://arxiv.org/abs/1412.6980), and AdamW with its decoupled weight decay
 * (Loshchilov and Hutter 2019, algorithm 2, https://arxiv.org/abs/1711.05101).
 */
export class AdamOptimizer implements Optimizer {
  readonly #moments: Moments[];
  #steps = 0;

  constructor(
    private readonly weights: readonly Weight[],
    private readonly settings: AdamSettings,
  ) {
    this.#moments = weights.map(({ variable }) => ({
      first: tf.keep(tf.zerosLike(variable)),
      second: tf.keep(tf.zerosLike(variable)),
    }));
  }

  step(gradients: readonly tf.Tensor[], rate: number): void {
    this.#steps++;
    const update = hasKernel('AdamUpdate') ? fusedUpdate : composedUpdate;
    this.weights.forEach((weight, i) => {
      tf.tidy(() => {
        const gradient = this.settings.decoupled
          ? (gradients[i] as tf.Tensor)
          : withL2(gradients[i] as tf.Tensor, weight, this.settings.decay);
        weight.variable.assign(update(weight.variable, gradient, this.#moments[i] as Moments, this.#attributes(weight, rate)));
      });
    });
  }

  /** First and second moment of each weight in turn. */
  get memory(): readonly tf.Tensor[] {
    return this.#moments.flatMap(({ first, second }) => [first, second]);
  }

  resume(memory: readonly Float32Array[], steps: number): void {
    this.#moments.forEach((moments, i) => {
      const { shape } = moments.first;
      tf.dispose([moments.first, moments.second]);
      moments.first = tf.keep(tf.tensor(memory[2 * i] as Float32Array, shape));
      moments.second = tf.keep(tf.tensor(memory[2 * i + 1] as Float32Array, shape));
    });
    this.#steps = steps;
  }

  dispose(): void {
    for (const { first, second } of this.#moments) tf.dispose([first, second]);
  }

  #attributes(weight: Weight, rate: number): AdamAttributes {
    const { beta2, decay, decoupled } = this.settings;
    return {
      lr: rate * (weight.rateFactor ?? 1),
      b1: beta1,
      b2: beta2,
      eps: epsilon,
      c1: 1 / (1 - beta1 ** this.#steps),
      c2: 1 / (1 - beta2 ** this.#steps),
      wd: decoupled && weight.decayed ? decay : 0,
    };
  }
}

/** One kernel that returns the new weights and writes the new moments over the old ones. */
function fusedUpdate(w: tf.Tensor, g: tf.Tensor, { first, second }: Moments, attributes: AdamAttributes): tf.Tensor {
  return runKernel('AdamUpdate', { w, g, m: first, v: second }, attributes);
}

function composedUpdate(w: tf.Tensor, g: tf.Tensor, moments: Moments, attributes: AdamAttributes): tf.Tensor {
  const { lr, b1, b2, eps, c1, c2, wd } = attributes;
  const first = tf.add(tf.mul(moments.first, b1), tf.mul(g, 1 - b1));
  const second = tf.add(tf.mul(moments.second, b2), tf.mul(tf.square(g), 1 - b2));
  tf.dispose([moments.first, moments.second]);
  moments.first = tf.keep(first);
  moments.second = tf.keep(second);
  const shrunk = wd === 0 ? w : tf.mul(w, 1 - lr * wd);
  return tf.sub(shrunk, tf.div(tf.mul(first, lr * c1), tf.add(tf.sqrt(tf.mul(second, c2)), eps)));
}
