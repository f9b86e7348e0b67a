import { readdirSync, statSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { UsageError } from '../../core/errors.js';
import { DataMistakes } from '../../data-files/data-mistakes.js';
import { readImageFile } from '../../data-files/image-file.js';
import type { Raster } from '../../data-files/raster.js';
import type { LabelledRasters } from './labelled-rasters.js';

const readable = ['.png', '.jpg', '.jpeg'];
/** Left out in silence they would be missed. */
const unreadable = ['.gif', '.webp', '.bmp', '.tif', '.tiff', '.avif', '.heic'];

/**
 * Labelled images from a folder with a folder for each class, whose name is the label: `photos/cat/17.png`. Folders inside them
 * belong to the same class; files that are no images are passed over. In the order of the paths.
 *
 * @param prepare what is done to each image as it is read, so that large ones need not be kept
 * @throws UsageError that names the classes without images, and the images that cannot be read
 */
export function readImageFolder(folder: string, prepare: (raster: Raster) => Raster): LabelledRasters {
  const classes = entriesOf(folder).filter((name) => !name.startsWith('.') && statSync(join(folder, name)).isDirectory());
  if (classes.length === 0) throw new UsageError(`Expected a folder for each class in ${folder}, got none.`);
  const mistakes = new DataMistakes();
  const files = classes.flatMap((label) =>
    (mistakes.attempt(() => imagesIn(join(folder, label))) ?? []).map((path) => ({ path, label })),
  );
  const rasters = files.flatMap(({ path }) => mistakes.attempt(() => prepare(readImageFile(path))) ?? []);
  mistakes.throwIfAny();
  return {
    rasters,
    labels: files.map(({ label }) => label),
    sourceOf: (index) => files[index]?.path as string,
  };
}

function imagesIn(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => !basename(name).startsWith('.'))
    .sort();
  const isOf = (endings: readonly string[]) => (name: string) => endings.includes(extname(name).toLowerCase());
  const foreign = names.find(isOf(unreadable));
  if (foreign !== undefined)
    throw new UsageError(`Expected PNG and JPEG files, got ${join(folder, foreign)}: convert it to one of them.`);
  const images = names.filter(isOf(readable));
  if (images.length === 0) throw new UsageError(`Expected PNG or JPEG files in ${folder}, got none.`);
  return images.map((name) => join(folder, name));
}

function entriesOf(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    throw new UsageError(`Cannot read the folder of images ${folder}: ${(error as Error).message}`);
  }
}
