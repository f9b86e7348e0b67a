import type { OptionDescriptions, OptionsOf } from '../core/option.js';
import type { Pruner } from '../core/pruner.js';

/** A pruner as the registry has it. */
export interface PrunerDefinition<D extends OptionDescriptions = OptionDescriptions> {
  readonly description: string;
  readonly options: D;
  /** Throws a UsageError for options that do not go together. */
  create(options: OptionsOf<D>): Pruner;
}

/** Gives `create` the types that `options` describe. */
export function definePruner<const D extends OptionDescriptions>(definition: PrunerDefinition<D>): PrunerDefinition<D> {
  return definition;
}
