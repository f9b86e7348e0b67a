import type { Raster } from '../../data-files/raster.js';

/** Images as they were read, each in its own size, with the label of each: `rasters[i]` is labelled `labels[i]`. */
export interface LabelledRasters {
  readonly rasters: readonly Raster[];
  readonly labels: readonly string[];
  /** Where image i is from, for messages. */
  readonly sourceOf: (index: number) => string;
}

/** The images at `indices`, in that order. */
export function pickRasters({ rasters, labels, sourceOf }: LabelledRasters, indices: readonly number[]): LabelledRasters {
  return {
    rasters: indices.map((index) => rasters[index] as Raster),
    labels: indices.map((index) => labels[index] as string),
    sourceOf: (i) => sourceOf(indices[i] as number),
  };
}
