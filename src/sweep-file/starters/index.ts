import { imageClassificationStarter } from './image-classification.js';
import { moduleStarter } from './module.js';
import { programStarter } from './program.js';
import { sequenceLabellingStarter } from './sequence-labelling.js';
import { tabularClassificationStarter, tabularRegressionStarter } from './tabular.js';
import { textClassificationStarter } from './text-classification.js';

/** The sweep files that `hypersweep init` writes: short, commented, valid as soon as the files that they name exist. */
export const starters = {
  'text-classification': textClassificationStarter,
  'image-classification': imageClassificationStarter,
  'sequence-labelling': sequenceLabellingStarter,
  'tabular-classification': tabularClassificationStarter,
  'tabular-regression': tabularRegressionStarter,
  module: moduleStarter,
  program: programStarter,
} as const satisfies Readonly<Record<string, string>>;

export type StarterKind = keyof typeof starters;
