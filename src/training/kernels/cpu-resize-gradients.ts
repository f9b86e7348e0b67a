import type { tf } from '../tf.js';
import { registerCpuKernel } from './cpu-backend.js';

interface Attributes {
  readonly alignCorners: boolean;
  readonly halfPixelCenters?: boolean;
}

/** Where an output row or column comes from: places in the input and what each weighs. */
type Sources = readonly (readonly [place: number, weight: number])[];

type SourcesOf = (out: number, inSize: number, outSize: number, attributes: Attributes) => Sources;

/**
 * Replaces the gradients of resizing on the JavaScript backend: the stock one of the nearest neighbour is wrong for more than one
 * image, that of bilinear resizing takes height for width. Each output's gradient goes back to where its value came from.
 */
export function registerCpuResizeGradients(): void {
  register('ResizeNearestNeighborGrad', nearest);
  register('ResizeBilinearGrad', bilinear);
}

function register(kernelName: string, sourcesOf: SourcesOf): void {
  registerCpuKernel<{ images: tf.TensorInfo; dy: tf.TensorInfo }, Attributes>(
    kernelName,
    ({ inputs: { images, dy }, attributes, valuesOf, output }) => {
      const [batch, inHeight, inWidth, channels] = images.shape as [number, number, number, number];
      const [, outHeight, outWidth] = dy.shape as [number, number, number, number];
      const rows = Array.from({ length: outHeight }, (_, y) => sourcesOf(y, inHeight, outHeight, attributes));
      const columns = Array.from({ length: outWidth }, (_, x) => sourcesOf(x, inWidth, outWidth, attributes));
      const gradient = new Float32Array(batch * inHeight * inWidth * channels);
      const values = valuesOf(dy);
      let at = 0; // in dy
      for (let image = 0; image < batch; image++) {
        for (const row of rows) {
          for (const column of columns) {
            for (const [y, rowWeight] of row) {
              for (const [x, columnWeight] of column) {
                const pixel = ((image * inHeight + y) * inWidth + x) * channels;
                addTo(gradient, pixel, values, at, channels, rowWeight * columnWeight);
              }
            }
            at += channels;
          }
        }
      }
      return output(images.shape, gradient);
    },
  );
}

function addTo(target: Float32Array, place: number, values: tf.TypedArray, at: number, count: number, weight: number): void {
  for (let c = 0; c < count; c++) target[place + c] = (target[place + c] as number) + weight * (values[at + c] as number);
}

function nearest(out: number, inSize: number, outSize: number, { alignCorners, halfPixelCenters }: Attributes): Sources {
  const place = scale(inSize, outSize, alignCorners) * (out + (halfPixelCenters ? 0.5 : 0));
  return [[Math.min(inSize - 1, alignCorners ? Math.round(place) : Math.floor(place)), 1]];
}

function bilinear(out: number, inSize: number, outSize: number, { alignCorners, halfPixelCenters }: Attributes): Sources {
  const factor = scale(inSize, outSize, alignCorners);
  const place = Math.max(0, halfPixelCenters ? factor * (out + 0.5) - 0.5 : factor * out);
  const floor = Math.min(inSize - 1, Math.floor(place));
  const share = place - floor;
  return [
    [floor, 1 - share],
    [Math.min(inSize - 1, floor + 1), share],
  ];
}

/** Steps of the input to one of the output; with aligned corners the first and the last of both lie on each other. */
function scale(inSize: number, outSize: number, alignCorners: boolean): number {
  return alignCorners && outSize > 1 ? (inSize - 1) / (outSize - 1) : inSize / outSize;
}
