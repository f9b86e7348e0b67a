import { UsageError } from '../core/errors.js';
import { type OptionDescriptions, readOptions } from '../core/option.js';
import type { Pruner } from '../core/pruner.js';
import type { PrunerSpec } from '../core/study-spec.js';
import { ashaDescription, createAsha } from './asha.js';
import { createMedian, medianDescription } from './median.js';
import { createNone, noneDescription } from './none.js';

/** Every pruner by the name that sweep files use. */
export const prunerDescriptions: Readonly<
  Record<string, { readonly description: string; readonly options: OptionDescriptions }>
> = {
  asha: ashaDescription,
  median: medianDescription,
  none: noneDescription,
};

/** Throws a UsageError for a type or an option that does not exist, and for an option out of its range. */
export function createPruner(spec: PrunerSpec): Pruner {
  switch (spec.type) {
    case 'asha':
      return createAsha(readOptions('the pruner asha', ashaDescription.options, spec));
    case 'median':
      return createMedian(readOptions('the pruner median', medianDescription.options, spec));
    case 'none':
      readOptions('the pruner none', noneDescription.options, spec);
      return createNone();
    default:
      throw new UsageError(`Expected the pruner to be one of ${Object.keys(prunerDescriptions).join(', ')}, got "${spec.type}"`);
  }
}
