import type { Rng } from '../../math/rng.js';
import { uniformInt } from '../../math/rng.js';
import type { Images } from './images.js';

/** What is done to training images at random; each is off at 0. */
export interface ImageAugmentation {
  /** Each way at most, as a share of height and width, in whole pixels; the edge goes on into what it leaves free. */
  readonly shift: number;
  /** Probability of a mirror image, left to right. */
  readonly flip: number;
  /** Side of a square that is blanked out, as a share of the shorter side of the image. */
  readonly cutout: number;
  readonly rng: Rng;
}

/** Where the pixels of one augmented image come from. */
interface View {
  /** In pixels, down and to the right. */
  readonly down: number;
  readonly right: number;
  readonly mirrored: boolean;
}

/**
 * The images at `indices` as a model takes them, [indices, height, width, channels].
 * @param normalised what each byte of each channel becomes, [channels, 256]
 * @param augmentation left out, the images are as they are
 */
export function imageBatch(
  images: Images,
  indices: readonly number[],
  normalised: Float32Array,
  augmentation?: ImageAugmentation,
): Float32Array {
  const { height, width, channels } = images;
  const size = height * width * channels;
  const batch = new Float32Array(indices.length * size);
  indices.forEach((index, i) => {
    const target = batch.subarray(i * size, (i + 1) * size);
    const source = images.pixels.subarray(index * size, (index + 1) * size);
    copyPixels(source, images, normalised, augmentation ? drawView(images, augmentation) : asItIs, target);
    if (augmentation) cutOut(target, images, augmentation);
  });
  return batch;
}

const asItIs: View = { down: 0, right: 0, mirrored: false };

function drawView({ height, width }: Images, { shift, flip, rng }: ImageAugmentation): View {
  const [furthestDown, furthestRight] = [Math.round(shift * height), Math.round(shift * width)];
  return {
    down: uniformInt(rng, -furthestDown, furthestDown),
    right: uniformInt(rng, -furthestRight, furthestRight),
    mirrored: rng.next() < flip,
  };
}

function copyPixels(
  source: Uint8Array,
  { height, width, channels }: Images,
  normalised: Float32Array,
  { down, right, mirrored }: View,
  target: Float32Array,
): void {
  let next = 0;
  for (let y = 0; y < height; y++) {
    const row = within(y - down, height) * width;
    for (let x = 0; x < width; x++) {
      const column = within(x - right, width);
      const place = (row + (mirrored ? width - 1 - column : column)) * channels;
      for (let channel = 0; channel < channels; channel++) {
        target[next++] = normalised[channel * 256 + (source[place + channel] as number)] as number;
      }
    }
  }
}

function within(place: number, extent: number): number {
  return place < 0 ? 0 : place >= extent ? extent - 1 : place;
}

/**
 * DeVries and Taylor, "Improved Regularization of Convolutional Neural Networks with Cutout", 2017
 * (https://arxiv.org/abs/1708.04552): a square around a random pixel, which may reach beyond the image, becomes the mean of the
 * training data, which is 0.
 */
function cutOut(target: Float32Array, { height, width, channels }: Images, { cutout, rng }: ImageAugmentation): void {
  const side = Math.round(cutout * Math.min(height, width));
  if (side === 0) return;
  const top = uniformInt(rng, 0, height - 1) - Math.floor(side / 2);
  const left = uniformInt(rng, 0, width - 1) - Math.floor(side / 2);
  const [start, end] = [Math.max(left, 0) * channels, Math.min(left + side, width) * channels];
  for (let y = Math.max(top, 0); y < Math.min(top + side, height); y++) {
    target.fill(0, y * width * channels + start, y * width * channels + end);
  }
}
