import { createHash } from 'node:crypto';
import type { Raster } from '../../../data-files/raster.js';
import type { LabelledRasters } from '../labelled-rasters.js';
import type { CheckedPart } from './checked-part.js';
import { classWarnings } from './class-warnings.js';
import { duplicateWarnings } from './duplicate-warnings.js';

type Parts = Readonly<Record<'train' | 'validation' | 'test', LabelledRasters>>;

/** What is doubtful about images that can be trained on, a sentence or two each. */
export function imageWarnings({ train, validation, test }: Parts): string[] {
  const parts = {
    training: checked('training', train),
    validation: checked('validation', validation),
    test: checked('test', test),
  };
  return [...classWarnings(parts), ...duplicateWarnings(parts, 'images')];
}

function checked(name: CheckedPart['name'], { rasters, labels, sourceOf }: LabelledRasters): CheckedPart {
  return { name, labels, contents: rasters.map(digest), place: sourceOf };
}

/** The same for images that are the same, pixel by pixel. */
function digest({ height, width, channels, pixels }: Raster): string {
  return createHash('sha1').update(`${height} ${width} ${channels} `).update(pixels).digest('base64');
}
