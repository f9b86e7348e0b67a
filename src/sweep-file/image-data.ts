import * as z from 'zod';
import type { ImageDataSource, ImageFiles, SplitShares } from '../core/task-spec.js';
import { check, isObject, wholeNumberFrom } from './check.js';
import { existingFile, existingFolder } from './file-check.js';
import type { Path, Problems } from './problems.js';
import { defaultSplit, splitSchema } from './split.js';

const filePath = z.string('the path of a file').min(1, 'the path of a file');
const pairSchema = z.strictObject({ images: filePath, labels: filePath });
const pixels = wholeNumberFrom(1);
const imagesSchema = z.strictObject(
  {
    train: z.unknown(),
    validation: z.unknown().optional(),
    test: z.unknown().optional(),
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
  const located = (value: unknown, role: string) => readFiles(value, [...path, role], baseFolder, problems);
  const trainFiles = located(train, 'train');
  const validationFiles = validation !== undefined && located(validation, 'validation');
  const testFiles = test !== undefined && located(test, 'test');
  if (trainFiles === undefined) return undefined;
  const data: ImageDataSource = {
    train: trainFiles,
    ...(validationFiles && { validation: validationFiles }),
    ...(testFiles && { test: testFiles }),
    ...(size !== undefined && { size: typeof size === 'number' ? [size, size] : size }),
  };
  return { data, split: split ?? defaultSplit };
}

function readFiles(value: unknown, path: Path, baseFolder: string, problems: Problems): ImageFiles | undefined {
  if (typeof value === 'string') return existingFolder(value, baseFolder, path, problems);
  if (!isObject(value) || Array.isArray(value)) {
    const what = 'a folder with a folder of images for each class, or two IDX files: { images: ..., labels: ... }';
    problems.expected(what, value, path);
    return undefined;
  }
  const pair = check(pairSchema, value, path, problems);
  if (!pair) return undefined;
  const located = (role: 'images' | 'labels') => existingFile(pair[role], baseFolder, [...path, role], problems) ?? pair[role];
  return { images: located('images'), labels: located('labels') };
}
