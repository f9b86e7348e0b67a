import { createRng } from '../../math/rng.js';
import { crossEntropy } from '../losses/cross-entropy.js';
import { hiddenLayer, outputLayer } from '../models/dense.js';
import { AdamOptimizer } from '../optimizers/adam.js';
import { tf } from '../tf.js';

const [batch, inputs, classes] = [64, 784, 10];
/** Steps between two looks at the clock: a GPU that has to answer each step stands still between them. */
const stepsAtATime = 10;

/**
 * Samples a second that the current backend trains a small network with (784-256-128-10, batches of 64, Adam): such as most trials
 * of a search train. It says nothing of large ones, for which a GPU is made.
 * @param ms how long to measure, after as long of warming up
 */
export async function measureSpeed(ms = 300): Promise<number> {
  const rng = createRng(1);
  const rectified = { dropout: 0, activation: 'relu', normalization: 'none' } as const;
  const layers = [
    hiddenLayer('first', { inputs, units: 256, ...rectified }, rng),
    hiddenLayer('second', { inputs: 256, units: 128, ...rectified }, rng),
    outputLayer({ inputs: 128, units: classes, dropout: 0 }, rng),
  ];
  const weights = layers.flatMap((layer) => layer.weights);
  const variables = weights.map(({ variable }) => variable);
  const optimizer = new AdamOptimizer(weights, { beta2: 0.999, decay: 0, decoupled: false });
  const x = tf.randomNormal([batch, inputs], 0, 1, 'float32', 1) as tf.Tensor2D;
  const y = tf.oneHot(tf.range(0, batch, 1, 'int32').mod(tf.scalar(classes, 'int32')), classes).cast('float32') as tf.Tensor2D;
  const logits = () => layers.reduce((input: tf.Tensor2D, layer) => layer.apply(input), x);
  const step = () =>
    tf.tidy(() => {
      const { value, grads } = tf.variableGrads(() => tf.mean(crossEntropy(logits(), y)) as tf.Scalar, variables);
      optimizer.step(
        variables.map(({ name }) => grads[name] as tf.Tensor),
        1e-3,
      );
      return value;
    });
  const train = async () => {
    const [start, losses] = [performance.now(), [] as tf.Scalar[]];
    let samples = 0;
    do {
      for (let i = 0; i < stepsAtATime; i++) losses.push(step());
      await (losses.at(-1) as tf.Scalar).data();
      tf.dispose(losses.splice(0));
      samples += stepsAtATime * batch;
    } while (performance.now() - start < ms);
    return (samples / (performance.now() - start)) * 1000;
  };
  try {
    await train();
    return await train();
  } finally {
    optimizer.dispose();
    tf.dispose([x, y, ...variables]);
  }
}
