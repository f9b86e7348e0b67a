import { beforeAll, describe, expect, it } from 'vitest';
import { createRng, uniformInt } from '../../../src/math/rng.js';
import { type ChainScores, crfLoss, type TruePaths } from '../../../src/training/kernels/crf.js';
import { tf } from '../../../src/training/tf.js';
import { bruteForceLoss } from '../labelling/brute-force.js';
import { expectSameOnCpu, normal, startBoth } from './on-backends.js';

beforeAll(startBoth);

const forbidden = -1e4;

function randomScores(batch: number, time: number, count: number): ChainScores {
  return {
    emissions: normal([batch, time, count], 1),
    transitions: normal([count, count], 2),
    start: normal([count], 3),
    end: normal([count], 4),
  };
}

function randomPaths(batch: number, time: number, count: number): TruePaths {
  const rng = createRng(5);
  return {
    tags: Int32Array.from({ length: batch * time }, () => uniformInt(rng, 0, count - 1)),
    // The longest first, so that there is padding; all lengths down to 1.
    lengths: Int32Array.from({ length: batch }, (_, i) => time - (i % time)),
  };
}

const listed = ({ emissions, transitions, start, end }: ChainScores) => ({
  emissions: emissions.arraySync(),
  transitions: transitions.arraySync(),
  start: start.arraySync(),
  end: end.arraySync(),
});

function expectedLoss(scores: ChainScores, { tags, lengths }: TruePaths): number {
  const { emissions, ...chain } = listed(scores);
  const time = tags.length / lengths.length;
  return emissions.reduce((sum, sentence, i) => {
    const length = lengths[i] as number;
    const path = [...tags.subarray(i * time, i * time + length)];
    return sum + bruteForceLoss({ ...chain, emissions: sentence.slice(0, length) }, path);
  }, 0);
}

const names = ['emissions', 'transitions', 'start', 'end'] as const;
const tensors = (scores: ChainScores): tf.Tensor[] => names.map((name) => scores[name]);
const fromTensors = (given: readonly tf.Tensor[]) =>
  Object.fromEntries(names.map((name, i) => [name, given[i]])) as unknown as ChainScores;

function lossAndGradients(scores: ChainScores, paths: TruePaths): tf.Tensor[] {
  const { value, grads } = tf.valueAndGrads((...given: tf.Tensor[]) => crfLoss(fromTensors(given), paths))(tensors(scores));
  return [value, ...grads];
}

// Rows of doubles are filled up to pairs and taken eight at a time: odd and even numbers of tags, below and above eight.
const sizes = [
  { batch: 3, time: 1, count: 3 },
  { batch: 4, time: 4, count: 1 },
  { batch: 5, time: 5, count: 2 },
  { batch: 4, time: 4, count: 5 },
  { batch: 3, time: 3, count: 9 },
  { batch: 2, time: 2, count: 17 },
  { batch: 2, time: 2, count: 40 },
];

describe.each(['wasm', 'cpu'])('on %s', (backend) => {
  beforeAll(async () => {
    await tf.setBackend(backend);
  });

  it.each(sizes)('is the loss over all paths: $batch sentences of $time, $count tags', ({ batch, time, count }) => {
    const [scores, paths] = [randomScores(batch, time, count), randomPaths(batch, time, count)];
    const expected = expectedLoss(scores, paths);
    expect(Math.abs((crfLoss(scores, paths).arraySync() - expected) / Math.max(expected, 1))).toBeLessThan(1e-5);
  });

  it('has the gradient that finite differences of the loss over all paths have', () => {
    const [scores, paths] = [randomScores(4, 4, 3), randomPaths(4, 4, 3)];
    const [, ...gradients] = lossAndGradients(scores, paths);
    const h = 1e-3;
    tensors(scores).forEach((tensor, which) => {
      const gradient = (gradients[which] as tf.Tensor).dataSync();
      const values = tensor.dataSync();
      gradient.forEach((got: number, i: number) => {
        const [above, below] = [h, -h].map((step) => {
          const moved = tf.tensor(values.with(i, (values[i] as number) + step), tensor.shape);
          return expectedLoss(fromTensors(tensors(scores).with(which, moved)), paths);
        }) as [number, number];
        // float32 scores move by h to 1e-4 of it.
        expect(Math.abs(got - (above - below) / (2 * h))).toBeLessThan(5e-4);
      });
    });
  });

  it('leaves the padding out', () => {
    const paths = randomPaths(3, 3, 4);
    const scores = randomScores(3, 3, 4);
    const isPadding = (i: number) => i % 3 >= (paths.lengths[Math.floor(i / 3)] as number);
    const tags = paths.tags.map((tag, i) => (isPadding(i) ? 0 : tag));
    const emissions = tf.tensor3d(
      scores.emissions.dataSync().map((score: number, i: number) => (isPadding(Math.floor(i / 4)) ? 1000 : score)),
      [3, 3, 4],
    );
    const [plain, other] = [lossAndGradients(scores, paths), lossAndGradients({ ...scores, emissions }, { ...paths, tags })];
    const values = (results: readonly tf.Tensor[]) => results.map((tensor) => [...tensor.dataSync()]);
    expect(values(other)).toEqual(values(plain));
    const gradient = (plain[1] as tf.Tensor).dataSync();
    gradient.forEach((value: number, i: number) => {
      if (isPadding(Math.floor(i / 4))) expect(value).toBe(0);
    });
  });

  it('leaves one path where all others are forbidden', () => {
    // 2, then 0, then 1; whatever the words say.
    const only = (kept: number) => [0, 1, 2].map((tag) => (tag === kept ? 0.5 : forbidden));
    const scores = {
      ...randomScores(1, 3, 3),
      transitions: tf.tensor2d([only(1), only(2), only(0)]),
      start: tf.tensor1d(only(2)),
    };
    const [loss, ...gradients] = lossAndGradients(scores, { tags: Int32Array.of(2, 0, 1), lengths: Int32Array.of(3) });
    expect(Math.abs(loss?.dataSync()[0] as number)).toBeLessThan(1e-3);
    for (const gradient of gradients) for (const value of gradient.dataSync()) expect(Math.abs(value)).toBeLessThan(1e-3);
  });

  it('gives what is forbidden no gradient, and what leads away from a forbidden true path a finite one', () => {
    const transitions = randomScores(1, 1, 3).transitions.arraySync();
    (transitions[0] as number[])[1] = forbidden;
    const scores = { ...randomScores(2, 3, 3), transitions: tf.tensor2d(transitions) };
    const allowed = lossAndGradients(scores, { tags: Int32Array.of(0, 2, 1, 1, 1, 0), lengths: Int32Array.of(3, 3) });
    expect((allowed[2] as tf.Tensor2D).arraySync()[0]?.[1]).toBe(0);
    const broken = lossAndGradients(scores, { tags: Int32Array.of(0, 1, 1, 1, 1, 0), lengths: Int32Array.of(3, 3) });
    expect(broken[0]?.dataSync()[0]).toBeGreaterThan(9000);
    for (const tensor of broken) for (const value of tensor.dataSync()) expect(Number.isFinite(value)).toBe(true);
  });

  it('stays finite where scores lie far apart', () => {
    const scores = fromTensors(tensors(randomScores(4, 6, 5)).map((tensor) => tf.mul(tensor, 300)));
    const [loss, ...gradients] = lossAndGradients(scores, randomPaths(4, 6, 5));
    expect(loss?.dataSync()[0]).toBeGreaterThan(0);
    for (const gradient of gradients) for (const value of gradient.dataSync()) expect(Math.abs(value)).toBeLessThanOrEqual(6 * 4);
  });
});

describe('the kernel', () => {
  beforeAll(async () => {
    await tf.setBackend('wasm');
  });

  it('computes what the composition of stock operations does, in every scale of the loss', () => {
    const paths = randomPaths(8, 9, 11);
    expectSameOnCpu(() => lossAndGradients(randomScores(8, 9, 11), paths));
    expectSameOnCpu(() => {
      const scaled = (...given: tf.Tensor[]) => tf.mul(crfLoss(fromTensors(given), paths), -0.37);
      return tf.grads(scaled)(tensors(randomScores(8, 9, 11)));
    });
  });

  it('finds the path that looks hopeless at first', () => {
    // Tag 1 is 200 behind after the first word, and 400 ahead after the second, which only it leads to.
    const emissions = tf.tensor3d([0, -200, -200, 0, -200, 200], [1, 2, 3]);
    const transitions = tf.tensor2d([0, 0, forbidden, 0, 0, 0, 0, 0, forbidden], [3, 3]);
    const chain = { emissions, transitions, start: tf.zeros<tf.Rank.R1>([3]), end: tf.zeros<tf.Rank.R1>([3]) };
    const [loss, gradient] = lossAndGradients(chain, { tags: Int32Array.of(0, 0), lengths: Int32Array.of(2) });
    // The paths 0-0 and 1-2 both have a score of 0.
    expect(loss?.dataSync()[0]).toBeCloseTo(Math.log(2), 5);
    expect([...(gradient as tf.Tensor).dataSync()]).toEqual([-0.5, 0.5, 0, -0.5, 0, 0.5].map((x) => expect.closeTo(x, 5)));
  });

  it('keeps no tensors', () => {
    const before = tf.memory().numTensors;
    tf.tidy(() => {
      lossAndGradients(randomScores(2, 3, 4), randomPaths(2, 3, 4));
    });
    expect(tf.memory().numTensors).toBe(before);
  });
});
