import type { Rng } from '../../math/rng.js';
import type { recurrentHyperparameters } from '../../tasks/recurrent-hyperparameters.js';
import type { HyperparametersOf } from '../hyperparameters.js';
import { gru } from '../kernels/gru.js';
import { lstm } from '../kernels/lstm.js';
import type { Direction } from '../kernels/recurrent-layer.js';
import type { Weight } from '../optimizers/optimizer.js';
import { tf } from '../tf.js';
import { dropoutOverTime } from './dropout.js';
import { biasWeight, uniformWeight } from './initializers.js';
import { withLayerRate } from './layer-decay.js';
import type { SequenceLayers } from './sequence-layers.js';

export type RecurrentCell = 'lstm' | 'gru';

export type RecurrentSettings = HyperparametersOf<typeof recurrentHyperparameters> & {
  /** Between the layers. */
  readonly dropout: number;
};

/** One direction of one layer. */
interface Side {
  readonly weights: readonly [kernel: Weight, recurrentKernel: Weight, bias: Weight];
  /** [batch, time, inputs] -> [batch, time, units] */
  run(x: tf.Tensor3D, mask: tf.Tensor2D): tf.Tensor3D;
}

/**
 * Recurrent layers one on the other. With `bidirectional`, each layer reads both ways and gives the two states of a step side by
 * side, the forward one first (Schuster and Paliwal, "Bidirectional Recurrent Neural Networks", 1997,
 * https://doi.org/10.1109/78.650093).
 */
export function createRecurrentLayers(
  cell: RecurrentCell,
  settings: RecurrentSettings,
  inputs: number,
  rng: Rng,
): SequenceLayers {
  const { units, bidirectional, dropout } = settings;
  const directions: readonly Direction[] = bidirectional ? ['forward', 'backward'] : ['forward'];
  const width = units * directions.length;
  const layers = Array.from({ length: settings.layers }, (_, i) =>
    directions.map((direction) => {
      const shape = { inputs: i === 0 ? inputs : width, units, direction };
      return createSide(cell, `${cell}-${i + 1}/${direction}`, shape, rng);
    }),
  );
  return {
    weights: layers.flatMap((sides, i) =>
      withLayerRate(
        sides.flatMap(({ weights }) => weights),
        i + 1,
        settings,
      ),
    ),
    width,
    apply: (x, mask, dropoutRng) =>
      layers.reduce((below, sides, i) => {
        const input = i === 0 ? below : dropoutOverTime(below, dropout, dropoutRng);
        const [forward, backward] = sides.map((side) => side.run(input, mask)) as [tf.Tensor3D, tf.Tensor3D?];
        return backward === undefined ? forward : tf.concat3d([forward, backward], 2);
      }, x),
  };
}

/** Weights as PyTorch draws them; biases of 0, but for the LSTM's forget gates. */
function createSide(
  cell: RecurrentCell,
  name: string,
  { inputs, units, direction }: { inputs: number; units: number; direction: Direction },
  rng: Rng,
): Side {
  const columns = (cell === 'lstm' ? 4 : 3) * units;
  const limit = 1 / Math.sqrt(units);
  const kernel = uniformWeight(`${name}/kernel`, [inputs, columns], limit, rng);
  const recurrentKernel = uniformWeight(`${name}/recurrent_kernel`, [units, columns], limit, rng);
  const bias = cell === 'lstm' ? lstmBias(`${name}/bias`, units) : biasWeight(`${name}/bias`, [2, columns]);
  const layer = cell === 'lstm' ? lstm : gru;
  return {
    weights: [kernel, recurrentKernel, bias],
    run: (x, mask) =>
      layer(
        x,
        {
          kernel: kernel.variable as tf.Tensor2D,
          recurrentKernel: recurrentKernel.variable as tf.Tensor2D,
          bias: bias.variable,
        },
        mask,
        direction,
      ),
  };
}

/**
 * Forget gates begin open, so that what is far back counts from the start (Jozefowicz, Zaremba and Sutskever, "An Empirical
 * Exploration of Recurrent Network Architectures", 2015, https://proceedings.mlr.press/v37/jozefowicz15.html).
 */
function lstmBias(name: string, units: number): Weight {
  const isForgetGate = (column: number) => column >= units && column < 2 * units;
  return biasWeight(name, [4 * units], (column) => (isForgetGate(column) ? 1 : 0));
}
