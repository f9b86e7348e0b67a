import * as z from 'zod';
import type { ImageDataSource, ImageFiles, SplitShares } from '../core/task-spec.js';
import { check, wholeNumberFrom } from './check.js';
import { existingFile, existingFolder } from './file-check.js';
import type { Path, Problems } from './problems.js';
import { defaultSplit, splitSchema } from './split.js';

const filePath = z.string('the path of a file').min(1, 'the path of a file');
const files = z.union(
  [z.string().min(1), z.strictObject({ images: filePath, labels: filePath })],
  'a folder with a folder of images for each class, or two IDX files: { images: ..., labels: ... }',
);
const pixels = wholeNumberFrom(1);
const imagesSchema = z.strictObject(
  {
    train: files,
    validation: files.optional(),
    test: files.optional(),
    image_size: z.union([pixels, z.tuple([pixels, pixels])], 'a number of pixels, or [height, width]').optional(),
    split: splitSchema.optional(),
  },
  'a mapping such as { train: photos }',
);

interface ImageData {
  readonly data: ImageDataSource;
  readonly split: SplitShares;
}

/** `task.data` of image classification: folders, or pairs of files. */
export function readImageData(value: unknown, path: Path, baseFolder: string, problems: Problems): ImageData | undefined {
  const given = check(imagesSchema, value, path, problems);
  if (!given) return undefined;
  const { train, validation, test, image_size: size, split } = given;
  if (validation !== undefined && test !== undefined && split) {
    problems.add([...path, 'split'], 'leave it out: `validation` and `test` have images of their own');
  }
  const located = (given: ImageFiles, role: string) => locate(given, [...path, role], baseFolder, problems);
  const data: ImageDataSource = {
    train: located(train, 'train'),
    ...(validation !== undefined && { validation: located(validation, 'validation') }),
    ...(test !== undefined && { test: located(test, 'test') }),
    ...(size !== undefined && { size: typeof size === 'number' ? [size, size] : size }),
  };
  return { data, split: split ?? defaultSplit };
}

function locate(files: ImageFiles, path: Path, baseFolder: string, problems: Problems): ImageFiles {
  if (typeof files === 'string') return existingFolder(files, baseFolder, path, problems) ?? files;
  const located = (role: 'images' | 'labels') => existingFile(files[role], baseFolder, [...path, role], problems) ?? files[role];
  return { images: located('images'), labels: located('labels') };
}
