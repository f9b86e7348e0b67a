import type { Rng } from '../../math/rng.js';
import type { Weight } from '../optimizers/optimizer.js';
import { tf } from '../tf.js';

/** Of the embeddings of tokens: as wide as Kim's of words without a pretrained vector (https://aclanthology.org/D14-1181). */
export const embeddingLimit = 0.25;

/** A weight drawn uniformly from [-limit, limit]. */
export function uniformWeight(name: string, shape: number[], limit: number, rng: Rng): Weight {
  const values = new Float32Array(tf.util.sizeFromShape(shape));
  for (let i = 0; i < values.length; i++) values[i] = (2 * rng.next() - 1) * limit;
  return { name, variable: toVariable(values, shape), decayed: true };
}

/**
 * Glorot's uniform initialisation (Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural networks",
 * 2010, eq. 16, https://proceedings.mlr.press/v9/glorot10a.html): keeps the variance through the layer, forwards and backwards.
 */
export function glorotWeight(name: string, shape: number[], fanIn: number, fanOut: number, rng: Rng): Weight {
  return uniformWeight(name, shape, Math.sqrt(6 / (fanIn + fanOut)), rng);
}

/**
 * He's uniform initialisation (He et al., "Delving Deep into Rectifiers", 2015, eq. 10, https://arxiv.org/abs/1502.01852): keeps the
 * variance through a layer that is followed by a ReLU.
 */
export function heWeight(name: string, shape: number[], fanIn: number, rng: Rng): Weight {
  return uniformWeight(name, shape, Math.sqrt(6 / fanIn), rng);
}

export function zeroBias(name: string, size: number): Weight {
  return biasWeight(name, [size]);
}

/** A weight that decay spares. `valueAt` is given places row by row. */
export function biasWeight(name: string, shape: number[], valueAt: (place: number) => number = () => 0): Weight {
  const values = Float32Array.from({ length: tf.util.sizeFromShape(shape) }, (_, place) => valueAt(place));
  return { name, variable: toVariable(values, shape), decayed: false };
}

/** Multiplies without changing anything yet. */
export function oneScale(name: string, size: number): Weight {
  return { name, variable: toVariable(new Float32Array(size).fill(1), [size]), decayed: false };
}

function toVariable(values: Float32Array, shape: number[]): tf.Variable {
  return tf.tidy(() => tf.variable(tf.tensor(values, shape)));
}
