import { readdirSync, statSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { UsageError } from '../../core/errors.js';
import { readImageFile } from '../../data-files/image-file.js';
import type { Raster } from '../../data-files/raster.js';
import type { LabelledRasters } from './labelled-rasters.js';

const readable = ['.png', '.jpg', '.jpeg'];
/** Left out in silence they would be missed. */
const unreadable = ['.gif', '.webp', '.bmp', '.tif', '.tiff', '.avif', '.heic'];

/** Mistakes that are told at once. */
const shownMistakes = 5;

/**
 * Labelled images from a folder with a folder for each class, whose name is the label: `photos/cat/17.png`. Folders inside them
 * belong to the same class; files that are no images are passed over. In the order of the paths.
 *
 * @param prepare what is done to each image as it is read, so that large ones need not be kept
 * @throws UsageError that names the images that cannot be read
 */
export function readImageFolder(folder: string, prepare: (raster: Raster) => Raster): LabelledRasters {
  const classes = entriesOf(folder).filter((name) => !name.startsWith('.') && statSync(join(folder, name)).isDirectory());
  if (classes.length === 0) throw new UsageError(`Expected a folder for each class in ${folder}, got none.`);
  const files = classes.flatMap((label) => imagesIn(join(folder, label)).map((path) => ({ path, label })));
  return {
    rasters: readAll(
      files.map(({ path }) => path),
      prepare,
    ),
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

function readAll(paths: readonly string[], prepare: (raster: Raster) => Raster): Raster[] {
  const rasters: Raster[] = [];
  const mistakes: string[] = [];
  for (const path of paths) {
    try {
      rasters.push(prepare(readImageFile(path)));
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      mistakes.push(error.message);
    }
  }
  if (mistakes.length === 0) return rasters;
  const more = mistakes.length > shownMistakes ? ` And ${mistakes.length - shownMistakes} more of ${paths.length} images.` : '';
  throw new UsageError(`${mistakes.slice(0, shownMistakes).join('\n')}${more}`);
}

function entriesOf(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    throw new UsageError(`Cannot read the folder of images ${folder}: ${(error as Error).message}`);
  }
}
