import { beforeAll, expect, it } from 'vitest';
import { tf } from '../../../src/training/tf.js';
import { expectSameOnCpu, gradients, normal, startBoth } from './on-backends.js';

beforeAll(startBoth);

interface Case {
  readonly what: string;
  readonly x: [number, number, number, number];
  readonly filter: [number, number, number, number];
  readonly strides: number | [number, number];
  readonly pad: 'same' | 'valid' | number;
}

const cases: Case[] = [
  { what: '3 x 3, same', x: [3, 9, 8, 5], filter: [3, 3, 5, 6], strides: 1, pad: 'same' },
  { what: '3 x 3, valid', x: [2, 7, 9, 4], filter: [3, 3, 4, 8], strides: 1, pad: 'valid' },
  { what: '5 x 5, stride 2, same', x: [2, 13, 13, 3], filter: [5, 5, 3, 7], strides: 2, pad: 'same' },
  { what: '4 x 2, strides 3 and 1, valid', x: [2, 11, 6, 3], filter: [4, 2, 3, 5], strides: [3, 1], pad: 'valid' },
  { what: '3 x 3, padded by 2', x: [2, 6, 6, 3], filter: [3, 3, 3, 4], strides: 1, pad: 2 },
  { what: '1 x 1', x: [3, 5, 5, 9], filter: [1, 1, 9, 4], strides: 1, pad: 'valid' },
  {
    what: 'a text along the width, windows overlapping in place',
    x: [3, 1, 16, 12],
    filter: [1, 3, 12, 10],
    strides: 1,
    pad: 'valid',
  },
  { what: 'a text along the height, stride 2', x: [3, 17, 1, 12], filter: [4, 1, 12, 10], strides: [2, 1], pad: 'valid' },
  { what: 'a text, same', x: [3, 1, 16, 6], filter: [1, 5, 6, 9], strides: 1, pad: 'same' },
];

it.each(cases)('gradients of conv2d: $what', ({ x, filter, strides, pad }) => {
  expectSameOnCpu(() =>
    gradients(
      (input, weights) =>
        tf.conv2d(input as tf.Tensor4D, weights as tf.Tensor4D, strides, pad, 'NHWC', 1, pad === 2 ? 'floor' : undefined),
      [normal(x, 1), normal(filter, 2)],
    ),
  );
});

it.each(['same', 'valid'] as const)('gradients of conv1d, %s', (pad) => {
  expectSameOnCpu(() =>
    gradients(
      (x, filter) => tf.conv1d(x as tf.Tensor3D, filter as tf.Tensor3D, 1, pad),
      [normal([4, 15, 6], 1), normal([3, 6, 8], 2)],
    ),
  );
});

it.each([
  { channels: 8, multiplier: 1, strides: 1, pad: 'same' as const },
  { channels: 6, multiplier: 1, strides: 2, pad: 'valid' as const },
  { channels: 3, multiplier: 2, strides: 1, pad: 'same' as const },
])(
  'gradients of depthwiseConv2d: $channels channels, $multiplier each, strides $strides, $pad',
  ({ channels, multiplier, strides, pad }) => {
    expectSameOnCpu(() =>
      gradients(
        (x, filter) => tf.depthwiseConv2d(x as tf.Tensor4D, filter as tf.Tensor4D, strides, pad),
        [normal([2, 7, 8, channels], 1), normal([3, 3, channels, multiplier], 2)],
      ),
    );
  },
);

it('refuses images with the channels first', () => {
  const call = () =>
    tf
      .engine()
      .runKernel(
        'Conv2DBackpropFilter',
        { x: tf.zeros([1, 2, 5, 5]), dy: tf.zeros([1, 3, 3, 3]) },
        { strides: [1, 1], pad: 'valid', dataFormat: 'NCHW', filterShape: [3, 3, 2, 3] },
      );
  expect(call).toThrow('Expected images with the channels last (NHWC) on the WebAssembly backend, got NCHW');
});
