import type { OptionDescriptions, OptionsOf } from '../core/option.js';
import type { Sampler } from '../core/sampler.js';

/** A sampler as the registry has it. */
export interface SamplerDefinition<D extends OptionDescriptions = OptionDescriptions> {
  readonly description: string;
  readonly options: D;
  /** Whether it turns to where good trials are, and so has to be kept from where trials fail. */
  readonly learns: boolean;
  create(options: OptionsOf<D>): Sampler;
}

/** Gives `create` the types that `options` describe. */
export function defineSampler<const D extends OptionDescriptions>(definition: SamplerDefinition<D>): SamplerDefinition<D> {
  return definition;
}
