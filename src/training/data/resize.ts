import type { Raster } from '../../data-files/raster.js';

/** What one place of the result is made of, along one axis: `weights[i]` of the place `first + i`; they sum to 1. */
interface Blend {
  readonly first: number;
  readonly weights: readonly number[];
}

/**
 * The image stretched or shrunk to a height and a width, each for itself: where it shrinks a pixel is the average of the area that it
 * covers, where it grows it is interpolated between the two nearest centres (bilinear), and the edges go on as they are.
 */
export function resized(raster: Raster, height: number, width: number): Raster {
  const { channels } = raster;
  if (raster.height === height && raster.width === width) return raster;
  const rows = blends(raster.height, height);
  const columns = blends(raster.width, width);
  const narrow = blendColumns(raster.pixels, raster, columns); // [raster.height, width, channels]
  const pixels = new Uint8Array(height * width * channels);
  const rowSize = width * channels;
  rows.forEach(({ first, weights }, y) => {
    for (let i = 0; i < rowSize; i++) {
      let sum = 0;
      for (let k = 0; k < weights.length; k++) sum += (weights[k] as number) * (narrow[(first + k) * rowSize + i] as number);
      pixels[y * rowSize + i] = Math.round(sum);
    }
  });
  return { height, width, channels, pixels };
}

function blendColumns(pixels: Uint8Array, { height, width, channels }: Raster, columns: readonly Blend[]): Float32Array {
  const blended = new Float32Array(height * columns.length * channels);
  let next = 0;
  for (let y = 0; y < height; y++) {
    for (const { first, weights } of columns) {
      for (let channel = 0; channel < channels; channel++) {
        let sum = 0;
        for (let k = 0; k < weights.length; k++) {
          sum += (weights[k] as number) * (pixels[(y * width + first + k) * channels + channel] as number);
        }
        blended[next++] = sum;
      }
    }
  }
  return blended;
}

function blends(from: number, to: number): Blend[] {
  return Array.from({ length: to }, (_, place) =>
    to < from ? average((place * from) / to, ((place + 1) * from) / to) : nearestTwo(from, ((place + 0.5) * from) / to - 0.5),
  );
}

/** Of the places from `start` to `end`, the first and the last by the share that is covered. */
function average(start: number, end: number): Blend {
  const first = Math.floor(start);
  const covered = (place: number) => Math.min(place + 1, end) - Math.max(place, start);
  const weights = Array.from({ length: Math.ceil(end) - first }, (_, i) => covered(first + i) / (end - start));
  return { first, weights };
}

function nearestTwo(from: number, centre: number): Blend {
  const within = Math.min(Math.max(centre, 0), from - 1);
  const first = Math.floor(within);
  const share = within - first;
  return { first, weights: share === 0 ? [1] : [1 - share, share] };
}
