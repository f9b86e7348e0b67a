import type { OptionDescriptions, OptionsOf } from '../core/option.js';
import type { PeerContext, Pruner } from '../core/pruner.js';
import type { TaskSpec } from '../core/task-spec.js';

/** What is known of a study before its first trial. */
export interface StudyFacts extends Pick<PeerContext, 'epochs'> {
  /** What a trial is. */
  readonly kind?: TaskSpec['kind'];
}

/** A pruner as the registry has it. */
export interface PrunerDefinition<D extends OptionDescriptions = OptionDescriptions> {
  readonly description: string;
  readonly options: D;
  /** Throws a UsageError for options that do not go together, or that are at odds with the study. */
  create(options: OptionsOf<D>, study: StudyFacts): Pruner;
}

/** Gives `create` the types that `options` describe. */
export function definePruner<const D extends OptionDescriptions>(definition: PrunerDefinition<D>): PrunerDefinition<D> {
  return definition;
}
