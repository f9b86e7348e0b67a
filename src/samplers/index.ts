import { UsageError } from '../core/errors.js';
import { type OptionDescriptions, readOptions } from '../core/option.js';
import type { Sampler } from '../core/sampler.js';
import type { SamplerSpec } from '../core/study-spec.js';
import { createGrid, gridDescription } from './grid.js';
import { createRandom, randomDescription } from './random.js';
import { createTpe, tpeDescription } from './tpe/tpe.js';

/** Every sampler by the name that sweep files use. */
export const samplerDescriptions: Readonly<
  Record<string, { readonly description: string; readonly options: OptionDescriptions }>
> = {
  tpe: tpeDescription,
  random: randomDescription,
  grid: gridDescription,
};

/** Throws a UsageError for a type or an option that does not exist, and for an option out of its range. */
export function createSampler(spec: SamplerSpec): Sampler {
  switch (spec.type) {
    case 'tpe':
      return createTpe(readOptions('the sampler tpe', tpeDescription.options, spec));
    case 'random':
      readOptions('the sampler random', randomDescription.options, spec);
      return createRandom();
    case 'grid':
      readOptions('the sampler grid', gridDescription.options, spec);
      return createGrid();
    default:
      throw new UsageError(
        `Expected the sampler to be one of ${Object.keys(samplerDescriptions).join(', ')}, got "${spec.type}"`,
      );
  }
}
