import { betaQuantile } from '../../math/beta.js';
import { type Rng, shuffled } from '../../math/rng.js';
import { tf } from '../tf.js';

/** What `of` makes of each example, [batch, ...], blended with what it makes of another one. */
type Blend = <T extends tf.Tensor>(of: (indices: readonly number[]) => T) => T;

/**
 * Trains on lambda x_i + (1 - lambda) x_j instead of on x_i, targets likewise, with lambda from Beta(alpha, alpha) and j another
 * example of the batch (Zhang et al., "mixup: Beyond Empirical Risk Minimization", 2018, section 2 and figure 1a,
 * https://arxiv.org/abs/1710.09412; as there, one lambda a batch). `alpha` 0: as they are, without drawing anything.
 *
 * @param indices the examples of a batch
 * @returns blends what is made of these examples, in the same pairs and shares for inputs and for targets
 */
export function mixup(indices: readonly number[], alpha: number, rng: Rng): Blend {
  if (alpha === 0) return (of) => of(indices);
  const share = betaQuantile(rng.next(), alpha, alpha);
  const partners = shuffled(rng, indices);
  return <T extends tf.Tensor>(of: (indices: readonly number[]) => T) =>
    tf.add(tf.mul(of(indices), share), tf.mul(of(partners), 1 - share)) as T;
}
