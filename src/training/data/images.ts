import { inChannels, type Raster } from '../../data-files/raster.js';
import { resized } from './resize.js';

/** What all images of a data set have in common. */
export interface ImageShape {
  readonly height: number;
  readonly width: number;
  /** 1: grey; 3: red, green and blue. */
  readonly channels: 1 | 3;
}

/** Images of one shape in one block. */
export interface Images extends ImageShape {
  readonly count: number;
  /** [count, height, width, channels], 0 to 255 */
  readonly pixels: Uint8Array;
}

/** All images in one shape: stretched, shrunk, coloured or turned grey where they have another. */
export function toImages(rasters: readonly Raster[], { height, width, channels }: ImageShape): Images {
  const size = height * width * channels;
  const pixels = new Uint8Array(rasters.length * size);
  rasters.forEach((raster, index) => {
    pixels.set(inChannels(resized(raster, height, width), channels).pixels, index * size);
  });
  return { height, width, channels, count: rasters.length, pixels };
}
