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
  { what: '3 x 3 of many channels, padded by 1', x: [2, 6, 5, 9], filter: [3, 3, 9, 11], strides: 1, pad: 1 },
  // The gradient's windows then begin within the image.
  { what: '3 x 3 of many channels, padded by 3', x: [2, 6, 5, 8], filter: [3, 3, 8, 5], strides: 1, pad: 3 },
  { what: '3 x 2 of many channels, same', x: [2, 6, 5, 12], filter: [3, 2, 12, 8], strides: 1, pad: 'same' },
  { what: '3 x 3 of many channels, stride 2', x: [2, 7, 7, 12], filter: [3, 3, 12, 8], strides: 2, pad: 'same' },
  { what: '3 x 5 on a narrower image, stride 2', x: [2, 4, 2, 8], filter: [3, 5, 8, 8], strides: 2, pad: 'same' },
  { what: '3 x 4 on images that are as wide, stride 3', x: [2, 8, 4, 8], filter: [3, 4, 8, 8], strides: 3, pad: 'same' },
  { what: '1 x 1, stride 2', x: [3, 5, 5, 36], filter: [1, 1, 36, 4], strides: 2, pad: 'valid' },
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

it.each(cases)('conv2d with its gradients: $what', ({ x, filter, strides, pad }) => {
  const rounding = typeof pad === 'number' ? 'floor' : undefined;
  const convolve = (input: tf.Tensor, weights: tf.Tensor) =>
    tf.conv2d(input as tf.Tensor4D, weights as tf.Tensor4D, strides, pad, 'NHWC', 1, rounding);
  expectSameOnCpu(() => convolve(normal(x, 1), normal(filter, 2)));
  expectSameOnCpu(() => gradients(convolve as () => tf.Tensor, [normal(x, 1), normal(filter, 2)]));
});

it('conv2d dilated', () => {
  expectSameOnCpu(() =>
    tf.conv2d(normal<tf.Rank.R4>([2, 9, 8, 6], 1), normal<tf.Rank.R4>([3, 3, 6, 5], 2), 1, 'same', 'NHWC', 2),
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
