import { tf } from './tf.js';

/** Batch losses that stay on the device until they are read together: reading one by one would stall a GPU. */
export class LossWindow {
  #losses: tf.Scalar[] = [];

  get size(): number {
    return this.#losses.length;
  }

  /** Takes the scalar over. */
  push(loss: tf.Scalar): void {
    this.#losses.push(loss);
  }

  /** The losses since the last call, in order. */
  async drain(): Promise<Float32Array> {
    const stacked = tf.stack(this.#losses);
    this.dispose();
    try {
      return (await stacked.data()) as Float32Array;
    } finally {
      stacked.dispose();
    }
  }

  dispose(): void {
    tf.dispose(this.#losses);
    this.#losses = [];
  }
}
