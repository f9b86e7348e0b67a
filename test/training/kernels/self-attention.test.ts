import { beforeAll, describe, expect, it } from 'vitest';
import { selfAttention } from '../../../src/training/kernels/self-attention.js';
import { tf } from '../../../src/training/tf.js';
import { expectAsInDoublePrecision } from './in-double-precision.js';
import { expectSameOnCpu, gradients, normal, startBoth } from './on-backends.js';

beforeAll(startBoth);

interface Shape {
  readonly batch: number;
  readonly time: number;
  readonly heads: number;
  readonly width: number;
}

/** Eq. 1 of Vaswani et al., one query at a time; `present` as the mask, `factors` as what is dropped. */
function reference({ batch, time, heads, width }: Shape, present: readonly number[], factors?: readonly number[]) {
  const model = heads * width;
  return (qkv: number[]): number[] => {
    const at = (b: number, t: number, part: number, head: number, i: number) =>
      qkv[(b * time + t) * 3 * model + part * model + head * width + i] as number;
    return Array.from({ length: batch * time * model }, (_, flat) => {
      const [b, t, column] = [Math.floor(flat / (time * model)), Math.floor(flat / model) % time, flat % model];
      const [head, i] = [Math.floor(column / width), column % width];
      const scores = Array.from({ length: time }, (_, key) => {
        if (present[b * time + key] === 0) return Number.NEGATIVE_INFINITY;
        let score = 0;
        for (let k = 0; k < width; k++) score += at(b, t, 0, head, k) * at(b, key, 1, head, k);
        return score / Math.sqrt(width);
      });
      const largest = Math.max(...scores);
      if (largest === Number.NEGATIVE_INFINITY) return 0;
      const exponentials = scores.map((score) => Math.exp(score - largest));
      const total = exponentials.reduce((sum, value) => sum + value);
      return exponentials.reduce((sum, value, key) => {
        const factor = factors?.[((b * heads + head) * time + t) * time + key] ?? 1;
        return sum + (value / total) * factor * at(b, key, 2, head, i);
      }, 0);
    });
  };
}

const shapes: readonly Shape[] = [
  { batch: 1, time: 1, heads: 1, width: 1 },
  { batch: 1, time: 5, heads: 1, width: 4 },
  { batch: 2, time: 4, heads: 2, width: 3 },
  { batch: 3, time: 3, heads: 3, width: 2 },
  { batch: 1, time: 9, heads: 2, width: 5 },
  // Long for its width: the probabilities are computed anew for the gradient.
  { batch: 2, time: 9, heads: 2, width: 2 },
];

/** Present at the first positions of a text, fewer from text to text; the last text, where there are several, is padding alone. */
const masks = ({ batch, time }: Shape) =>
  Array.from({ length: batch * time }, (_, i) => {
    const [text, position] = [Math.floor(i / time), i % time];
    const isPadding = text > 0 && (text === batch - 1 || position >= time - text);
    return isPadding ? 0 : 1;
  });

/** A third of the factors is 0, the others make up for it. */
const factorsOf = ({ batch, time, heads }: Shape) =>
  Array.from({ length: batch * heads * time * time }, (_, i) => ((i * 7) % 3 === 0 ? 0 : 1.5));

const qkvOf = ({ batch, time, heads, width }: Shape) => normal<tf.Rank.R3>([batch, time, 3 * heads * width], 1);

const attend = (shape: Shape, present: number[], factors?: number[]) => (qkv: tf.Tensor) => {
  const { batch, time, heads } = shape;
  const dropped = factors && tf.tensor4d(factors, [batch, heads, time, time]);
  return selfAttention(qkv as tf.Tensor3D, tf.tensor2d(present, [batch, time]), heads, dropped);
};

describe.each(shapes)('$batch texts of $time, $heads heads of $width', (shape) => {
  it('attends to every position', () => {
    const present = Array(shape.batch * shape.time).fill(1);
    expectAsInDoublePrecision(attend(shape, present) as () => tf.Tensor, reference(shape, present), () => [qkvOf(shape)]);
  });

  it('leaves padding out, also where there is nothing else', () => {
    const present = masks(shape);
    expectAsInDoublePrecision(attend(shape, present) as () => tf.Tensor, reference(shape, present), () => [qkvOf(shape)]);
  });

  it('drops attention out', () => {
    const [present, factors] = [masks(shape), factorsOf(shape)];
    const compute = attend(shape, present, factors) as () => tf.Tensor;
    expectAsInDoublePrecision(compute, reference(shape, present, factors), () => [qkvOf(shape)]);
  });
});

it('is exact where one key outshines all others', () => {
  const shape = { batch: 1, time: 6, heads: 1, width: 4 };
  const present = Array(6).fill(1);
  const qkv = () => tf.mul(qkvOf(shape), 30);
  // In float32 scores of a few hundred are known to 1e-5, and so are the logarithms of the weights.
  const values = [...attend(shape, present)(qkv()).dataSync()];
  const expected = reference(shape, present)([...qkv().dataSync()]);
  values.forEach((value, i) => {
    expect(value).toBeCloseTo(expected[i] as number, 2);
  });
});

it('is the same as composed of stock operations at the size of a model', () => {
  const shape = { batch: 4, time: 33, heads: 4, width: 16 };
  const compute = attend(shape, masks(shape), factorsOf(shape));
  expectSameOnCpu(() => compute(qkvOf(shape)));
  expectSameOnCpu(() => gradients(compute as () => tf.Tensor, [qkvOf(shape)]));
});

it('does not look at what stands in the padding', () => {
  const shape = { batch: 2, time: 4, heads: 2, width: 3 };
  const present = [1, 1, 0, 0, 1, 1, 1, 0];
  const first = attend(shape, present)(qkvOf(shape)).arraySync() as number[][][];
  const noise = tf.mul(normal([2, 4, 18], 5), tf.expandDims(tf.sub(1, tf.tensor2d(present, [2, 4])), 2));
  const second = attend(shape, present)(tf.add(qkvOf(shape), noise)).arraySync() as number[][][];
  expect(second[0]?.slice(0, 2)).toEqual(first[0]?.slice(0, 2));
  expect(second[1]?.slice(0, 3)).toEqual(first[1]?.slice(0, 3));
});
