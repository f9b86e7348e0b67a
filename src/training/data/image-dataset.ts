import { UsageError } from '../../core/errors.js';
import type { ImageClassificationSpec, ImageDataSource, ImageFiles, SplitShares } from '../../core/task-spec.js';
import { DataMistakes } from '../../data-files/data-mistakes.js';
import type { Raster } from '../../data-files/raster.js';
import { createRng, deriveSeed } from '../../math/rng.js';
import type { SharedData } from '../shared-data.js';
import { imageWarnings } from './checks/image-warnings.js';
import { classesOf } from './classes-of.js';
import { readIdxImages } from './idx-images.js';
import { readImageFolder } from './image-folder.js';
import { type ImageShape, type Images, toImages } from './images.js';
import { knownLabels } from './known-labels.js';
import { type LabelledRasters, pickRasters } from './labelled-rasters.js';
import { learnNormalisation, type Normalisation } from './normalisation.js';
import { resized } from './resize.js';
import { sharesOfTrain, stratifiedSplit } from './split.js';

/** Images of one shape with the class of each. */
export interface ClassifiedImages {
  readonly images: Images;
  /** [images], from 0 */
  readonly classes: Int32Array;
}

/** The three parts of a data set, and what its training part says. */
export interface ImageDataset {
  /** In code-unit order: label i is class i. */
  readonly labels: readonly string[];
  readonly shape: ImageShape;
  readonly normalisation: Normalisation;
  readonly train: ClassifiedImages;
  readonly validation: ClassifiedImages;
  readonly test: ClassifiedImages;
  /** What is doubtful about the images, a sentence or two each. */
  readonly warnings: readonly string[];
}

/** As `loadImageDataset`, which is asked once by all who share the data. */
export function imageDataset(spec: ImageClassificationSpec, studySeed: number, shared: SharedData): Promise<ImageDataset> {
  const { kind, data, split } = spec;
  return shared.getOrMake(JSON.stringify([kind, data, split, studySeed]), () => loadImageDataset(spec, studySeed));
}

/**
 * Loads and splits the data of a task. The study's seed decides the split, so all trials of a study see the same.
 * @throws DataError with all that is wrong with them
 */
export function loadImageDataset({ data, split }: ImageClassificationSpec, studySeed: number): ImageDataset {
  const { train, validation, test } = readParts(data, split, studySeed);
  const mistakes = new DataMistakes();
  const others = [validation, test].map(({ labels, sourceOf }) => ({ labels, place: sourceOf }));
  const labels = knownLabels(train.labels, others, mistakes);
  if (validation.rasters.length === 0) {
    mistakes.add('Expected validation data, got none: raise its share in `split`, or name `validation` images.');
  }
  mistakes.throwIfAny();
  const [height, width] = data.size ?? commonSize([train, validation, test]);
  const shape = { height, width, channels: train.rasters.some(({ channels }) => channels === 3) ? 3 : 1 } as const;
  const classified = (part: LabelledRasters): ClassifiedImages => ({
    images: toImages(part.rasters, shape),
    classes: classesOf(part.labels, labels),
  });
  const trainImages = classified(train);
  return {
    labels,
    shape,
    normalisation: learnNormalisation(trainImages.images),
    train: trainImages,
    validation: classified(validation),
    test: classified(test),
    warnings: imageWarnings({ train, validation, test }),
  };
}

type Parts = Readonly<Record<'train' | 'validation' | 'test', LabelledRasters>>;

/** A part that has no images of its own is cut from the training images, by its share. */
function readParts(data: ImageDataSource, split: SplitShares, studySeed: number): Parts {
  const mistakes = new DataMistakes();
  const read = (files: ImageFiles | undefined) =>
    files === undefined ? undefined : mistakes.attempt(() => readImages(files, data.size));
  const [train, validation, test] = [read(data.train), read(data.validation), read(data.test)];
  mistakes.throwIfAny();
  const whole = train as LabelledRasters;
  const cut = stratifiedSplit(whole.labels, sharesOfTrain(data, split), createRng(deriveSeed(studySeed, 0, 'split')));
  return {
    train: pickRasters(whole, cut.train),
    validation: validation ?? pickRasters(whole, cut.validation),
    test: test ?? pickRasters(whole, cut.test),
  };
}

function readImages(files: ImageFiles, size: ImageDataSource['size']): LabelledRasters {
  if (typeof files !== 'string') return readIdxImages(files.images, files.labels);
  return readImageFolder(files, (raster) => (size ? resized(raster, ...size) : raster));
}

/** Throws a UsageError where images have several sizes and none is given. */
function commonSize(parts: readonly LabelledRasters[]): [height: number, width: number] {
  let first: { readonly raster: Raster; readonly source: string } | undefined;
  for (const { rasters, sourceOf } of parts) {
    for (const [i, raster] of rasters.entries()) {
      first ??= { raster, source: sourceOf(i) };
      if (raster.height === first.raster.height && raster.width === first.raster.width) continue;
      const [one, other] = [first.raster, raster].map(({ height, width }) => `${height} x ${width}`);
      throw new UsageError(
        `Expected images of one size, got ${one} (${first.source}) and ${other} (${sourceOf(i)}): name one as \`image_size\` in \`data\`.`,
      );
    }
  }
  if (first === undefined) throw new Error('Expected images to take a size from');
  return [first.raster.height, first.raster.width];
}
