import { UsageError } from '../../core/errors.js';
import { readIdxFile } from '../../data-files/idx-file.js';
import type { LabelledRasters } from './labelled-rasters.js';

/**
 * Labelled images from two IDX files: images of [count, height, width], or with 1 or 3 channels as a fourth axis; labels of
 * [count], each a number that names its class.
 */
export function readIdxImages(imagesPath: string, labelsPath: string): LabelledRasters {
  const { shape, values } = readIdxFile(imagesPath);
  const [count = 0, height = 0, width = 0, channels = 1] = shape;
  if (shape.length < 3 || shape.length > 4 || height * width === 0 || (channels !== 1 && channels !== 3)) {
    throw new UsageError(
      `Expected images of [count, height, width], or with 1 or 3 channels after it, got [${shape.join(', ')}] (${imagesPath}).`,
    );
  }
  const labels = readLabels(labelsPath);
  if (labels.length !== count) {
    throw new UsageError(
      `Expected a label for each of the ${count} images of ${imagesPath}, got ${labels.length} (${labelsPath}).`,
    );
  }
  const size = height * width * channels;
  return {
    rasters: labels.map((_, i) => ({ height, width, channels, pixels: values.subarray(i * size, (i + 1) * size) })),
    labels,
    sourceOf: (index) => `${imagesPath}, image ${index + 1}`,
  };
}

function readLabels(path: string): string[] {
  const { shape, values } = readIdxFile(path);
  if (shape.length === 1) return Array.from(values, String);
  throw new UsageError(`Expected labels of [count], got [${shape.join(', ')}] (${path}).`);
}
