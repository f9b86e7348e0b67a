import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { gru } from '../../../src/training/kernels/gru.js';
import { lstm } from '../../../src/training/kernels/lstm.js';
import type { Direction } from '../../../src/training/kernels/recurrent-layer.js';
import { tf } from '../../../src/training/tf.js';
import { expectSameOnCpu, gradients, normal, relativeError, startBoth } from './on-backends.js';
import { type ReferenceInputs, referenceLayer } from './recurrent-reference.js';

beforeAll(startBoth);

interface Shape {
  readonly time: number;
  readonly width: number;
  readonly units: number;
  /** Tokens of each sequence; the rest is padding at the end. */
  readonly lengths: readonly number[];
}

const maskOf = ({ lengths, time }: Shape) =>
  tf.tensor2d(lengths.map((length) => Array.from({ length: time }, (_, t) => (t < length ? 1 : 0))));

const cells = {
  lstm: { layer: lstm, gates: 4, biasRows: 1 },
  gru: { layer: gru, gates: 3, biasRows: 2 },
} as const;

describe.each(['lstm', 'gru'] as const)('%s', (cell) => {
  const { layer, gates, biasRows } = cells[cell];

  /** x, kernel, recurrentKernel and bias, scaled so that the gates are neither closed nor linear. */
  function inputsOf({ lengths, time, width, units }: Shape): [tf.Tensor3D, tf.Tensor2D, tf.Tensor2D, tf.Tensor] {
    const columns = gates * units;
    const bias = normal([biasRows, columns], 4);
    return [
      normal([lengths.length, time, width], 1),
      tf.div(normal<tf.Rank.R2>([width, columns], 2), Math.sqrt(width)),
      tf.div(normal<tf.Rank.R2>([units, columns], 3), Math.sqrt(units)),
      biasRows === 1 ? tf.reshape(bias, [columns]) : bias,
    ];
  }

  const run = (shape: Shape, direction: Direction) => {
    const mask = maskOf(shape);
    return (x: tf.Tensor, kernel: tf.Tensor, recurrentKernel: tf.Tensor, bias: tf.Tensor) =>
      layer(
        x as tf.Tensor3D,
        { kernel: kernel as tf.Tensor2D, recurrentKernel: recurrentKernel as tf.Tensor2D, bias },
        mask,
        direction,
      );
  };

  function reference(shape: Shape, inputs: ReturnType<typeof inputsOf>): ReferenceInputs {
    const [x, kernel, recurrentKernel, bias] = inputs;
    const sides = biasRows === 1 ? [bias.arraySync() as number[]] : (bias.arraySync() as number[][]);
    return {
      ...{ x: x.arraySync(), kernel: kernel.arraySync(), recurrentKernel: recurrentKernel.arraySync() },
      mask: maskOf(shape).arraySync(),
      inputBias: sides[0] as number[],
      recurrentBias: sides[1] ?? Array(gates * shape.units).fill(0),
    };
  }

  function expectAsDefined(shape: Shape, direction: Direction): void {
    tf.tidy(() => {
      const inputs = inputsOf(shape);
      const expected = referenceLayer(cell, reference(shape, inputs), direction).flat(2);
      expect(relativeError([...run(shape, direction)(...inputs).dataSync()], expected)).toBeLessThan(2e-6);
    });
  }

  const direction = fc.constantFrom<Direction>('forward', 'backward');
  const size = fc.integer({ min: 1, max: 11 });
  const shapes = fc.integer({ min: 1, max: 7 }).chain((time) =>
    fc.record({
      time: fc.constant(time),
      width: size,
      units: size,
      lengths: fc.array(fc.integer({ min: 0, max: time }), { minLength: 1, maxLength: 6 }),
    }),
  );

  it('is what its definition says, for any shape and any lengths', () => {
    fc.assert(fc.property(shapes, direction, expectAsDefined), { seed: 1, numRuns: 80 });
  });

  it.each(['forward', 'backward'] as const)('is that also over several blocks of the product, %s', (way) => {
    // More than 96 sequences, width, units and columns above 256.
    expectAsDefined({ time: 2, width: 300, units: 17, lengths: Array.from({ length: 101 }, (_, i) => i % 3) }, way);
    expectAsDefined({ time: 3, width: 5, units: 270, lengths: [3, 1] }, way);
  });

  // Batch 1, one step, no tokens at all, widths that fill vectors or not.
  const awkward: readonly Shape[] = [
    { time: 1, width: 1, units: 1, lengths: [1] },
    { time: 1, width: 8, units: 4, lengths: [1, 0, 1] },
    { time: 4, width: 3, units: 5, lengths: [4, 0, 2, 1, 3] },
    { time: 5, width: 9, units: 7, lengths: [3] },
    { time: 3, width: 4, units: 70, lengths: [2, 3] },
    { time: 2, width: 70, units: 4, lengths: [2, 1] },
  ];

  it.each(awkward)('has the gradients of finite differences: $time steps, $width to $units, lengths $lengths', (shape) => {
    for (const way of ['forward', 'backward'] as const) {
      const inputs = inputsOf(shape);
      const weights = normal([shape.lengths.length, shape.time, shape.units], 99).dataSync();
      const got = gradients(run(shape, way), inputs);
      const numbers = reference(shape, inputs);
      const loss = () =>
        referenceLayer(cell, numbers, way)
          .flat(2)
          .reduce((sum, value, i) => sum + value * (weights[i] as number), 0);
      const { x, kernel, recurrentKernel, inputBias, recurrentBias } = numbers;
      const biases = biasRows === 1 ? [inputBias] : [inputBias, recurrentBias];
      const rows = [x.flat(), kernel, recurrentKernel, biases] as number[][][];
      rows.forEach((matrix, i) => {
        const values = (got[i] as tf.Tensor).dataSync();
        const places = spread(matrix.length * (matrix[0] as number[]).length, 15);
        const expected = places.map((place) => finiteDifference(loss, matrix, place));
        const found = places.map((place) => values[place] as number);
        const distance = Math.hypot(...found.map((value, k) => value - (expected[k] as number)));
        expect(distance / (Math.hypot(...expected) + 1e-3)).toBeLessThan(1e-5);
      });
    }
  });

  it.each([
    { time: 7, width: 12, units: 10, lengths: [7, 3, 0, 5, 1, 6] },
    { time: 3, width: 270, units: 70, lengths: [3, 2] },
    { time: 2, width: 33, units: 6, lengths: Array.from({ length: 130 }, (_, i) => i % 3) },
  ])('is the same composed of stock operations, forwards and backwards: $time steps, $width to $units', (shape) => {
    for (const way of ['forward', 'backward'] as const) {
      expectSameOnCpu(() => run(shape, way)(...inputsOf(shape)));
      expectSameOnCpu(() => gradients(run(shape, way), inputsOf(shape)));
    }
  });

  it('gives a text the same states however far it is filled up, wherever the padding is', () => {
    const [time, width, units] = [5, 3, 6];
    const inputs = inputsOf({ time, width, units, lengths: [time] });
    const [x, ...weights] = inputs;
    // Two rows of noise before the third step, one behind the last.
    const noise = (steps: number, seed: number) => normal<tf.Rank.R3>([1, steps, width], seed);
    const padded = tf.concat(
      [tf.slice(x, [0, 0, 0], [1, 2, width]), noise(2, 7), tf.slice(x, [0, 2, 0], [1, 3, width]), noise(1, 8)],
      1,
    );
    const mask = tf.tensor2d([[1, 1, 0, 0, 1, 1, 1, 0]]);
    const [kernel, recurrentKernel, bias] = weights;
    for (const way of ['forward', 'backward'] as const) {
      const alone = layer(x, { kernel, recurrentKernel, bias }, tf.ones([1, time]), way).arraySync()[0] as number[][];
      const among = layer(padded, { kernel, recurrentKernel, bias }, mask, way).arraySync()[0] as number[][];
      expect([0, 1, 4, 5, 6].map((t) => among[t])).toEqual(alone);
      const carried = way === 'forward' ? [alone[1], alone[1], alone[4]] : [alone[2], alone[2], Array(units).fill(0)];
      expect([2, 3, 7].map((t) => among[t])).toEqual(carried);
      const [dx] = tf.grads((...xs: tf.Tensor[]) => {
        const [input, k, r, b] = xs as [tf.Tensor3D, tf.Tensor2D, tf.Tensor2D, tf.Tensor];
        return tf.sum(layer(input, { kernel: k, recurrentKernel: r, bias: b }, mask, way));
      })([padded, ...weights]);
      const rowSums = tf.sum(tf.abs(dx as tf.Tensor), 2).arraySync() as number[][];
      expect([2, 3, 7].map((t) => rowSums[0]?.[t])).toEqual([0, 0, 0]);
      expect([0, 1, 4, 5, 6].every((t) => (rowSums[0]?.[t] as number) > 0)).toBe(true);
    }
  });

  it('computes the same with and without a way back, and keeps no tensors', () => {
    const shape = { time: 6, width: 5, units: 9, lengths: [6, 2, 0] };
    const [x, kernel, recurrentKernel, bias] = inputsOf(shape);
    const variables = [kernel, recurrentKernel, bias].map((weight) => tf.variable(weight));
    const before = tf.memory();
    tf.tidy(() => {
      const forward = run(shape, 'forward');
      const evaluated = forward(x, kernel, recurrentKernel, bias).dataSync();
      const trained: number[] = [];
      tf.variableGrads(() => {
        const hidden = forward(x, ...(variables as [tf.Variable, tf.Variable, tf.Variable]));
        trained.push(...hidden.dataSync());
        return tf.sum(hidden);
      }, variables);
      expect(trained).toEqual([...evaluated]);
    });
    expect(tf.memory()).toMatchObject({ numTensors: before.numTensors, numDataBuffers: before.numDataBuffers });
    tf.dispose(variables);
  });

  it('lets NaN through, so that a diverged trial is seen', () => {
    const shape = { time: 2, width: 4, units: 4, lengths: [2, 2] };
    const [x, ...weights] = inputsOf(shape);
    const broken = tf.mul(x, tf.tensor3d([1, Number.NaN, 1, 1], [2, 2, 1]));
    const states = run(shape, 'forward')(broken, ...weights).arraySync() as number[][][];
    expect(states.map((sequence) => sequence.map((step) => step.some(Number.isNaN)))).toEqual([
      [false, true],
      [false, false],
    ]);
  });

  it('refuses a mask or a kernel of another shape', () => {
    const shape = { time: 2, width: 4, units: 4, lengths: [2, 2] };
    const [x, kernel, recurrentKernel, bias] = inputsOf(shape);
    expect(() => run({ ...shape, lengths: [2] }, 'forward')(x, kernel, recurrentKernel, bias)).toThrow(
      /mask.*Shapes 1,2 and 2,2/,
    );
    expect(() => run(shape, 'forward')(x, tf.zeros([5, gates * 4]), recurrentKernel, bias)).toThrow(/kernel.*Shapes/);
  });

  // It fills the heap, so it is the last.
  it('works at addresses above 2 GiB', () => {
    const shape = { time: 9, width: 20, units: 15, lengths: [9, 2] };
    const compute = (inputs: readonly tf.Tensor[]) => {
      const [x, kernel, recurrentKernel, bias] = inputs as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor];
      const backward = run(shape, 'backward');
      return [backward(x, kernel, recurrentKernel, bias), ...gradients(backward, inputs)].map((tensor) => tensor.dataSync());
    };
    const expected = compute(inputsOf(shape));
    const backend = tf.backend() as BackendWasm;
    // Without values, so that the pages are not touched.
    const held = Array.from({ length: 4 }, () => backend.makeOutput([128, 1024, 1024], 'float32'));
    const addressOf = ({ dataId }: tf.TensorInfo) => backend.dataIdMap.get(dataId).memoryOffset >>> 0;
    let inputs = inputsOf(shape);
    // Until they no longer find room below.
    while (inputs.some((tensor) => addressOf(tensor) < 2 ** 31)) inputs = inputsOf(shape);
    expect(compute(inputs)).toEqual(expected);
    for (const { dataId } of held) backend.disposeData(dataId);
  });
});

/** At most `count` of the places below `size`, the first and the last among them. */
function spread(size: number, count: number): number[] {
  if (size <= count) return [...Array(size).keys()];
  return Array.from({ length: count }, (_, i) => Math.round((i * (size - 1)) / (count - 1)));
}

function finiteDifference(loss: () => number, matrix: number[][], place: number): number {
  const width = (matrix[0] as number[]).length;
  const [row, column] = [matrix[Math.floor(place / width)] as number[], place % width];
  const [value, step] = [row[column] as number, 1e-5];
  row[column] = value + step;
  const above = loss();
  row[column] = value - step;
  const below = loss();
  row[column] = value;
  return (above - below) / (2 * step);
}
