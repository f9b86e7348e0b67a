/** The pixels of one image. */
export interface Raster {
  readonly height: number;
  readonly width: number;
  /** 1: grey; 3: red, green and blue. */
  readonly channels: 1 | 3;
  /** [height, width, channels], row by row, 0 to 255 */
  readonly pixels: Uint8Array;
}

/** The same image in one channel, if it has no pixel in colour: a photograph in grey is often stored as if it were in colour. */
export function withoutNeedlessColour(raster: Raster): Raster {
  const { channels, pixels } = raster;
  if (channels === 1) return raster;
  for (let i = 0; i < pixels.length; i += 3) {
    if (pixels[i] !== pixels[i + 1] || pixels[i] !== pixels[i + 2]) return raster;
  }
  return { ...raster, channels: 1, pixels: pixels.filter((_, i) => i % 3 === 0) };
}

/** The image in as many channels: grey three times, or the luma of its colours (ITU-R BT.601, https://www.itu.int/rec/R-REC-BT.601). */
export function inChannels(raster: Raster, channels: 1 | 3): Raster {
  const { pixels } = raster;
  if (raster.channels === channels) return raster;
  if (channels === 3) {
    const tripled = new Uint8Array(pixels.length * 3);
    for (let i = 0; i < tripled.length; i++) tripled[i] = pixels[Math.floor(i / 3)] as number;
    return { ...raster, channels, pixels: tripled };
  }
  const grey = new Uint8Array(pixels.length / 3);
  for (let i = 0; i < grey.length; i++) {
    const [red, green, blue] = [pixels[3 * i] as number, pixels[3 * i + 1] as number, pixels[3 * i + 2] as number];
    grey[i] = Math.round(0.299 * red + 0.587 * green + 0.114 * blue);
  }
  return { ...raster, channels, pixels: grey };
}
