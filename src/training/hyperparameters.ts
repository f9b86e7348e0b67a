import { type OptionDescription, type OptionDescriptions, readOptions } from '../core/option.js';
import type { TrainingKind } from '../core/task-spec.js';
import type { Params } from '../core/trial.js';
import type { trainingHyperparameters } from '../tasks/training-hyperparameters.js';

type Value<D extends OptionDescription> = D extends { kind: 'choice'; choices: readonly (infer Choice)[] }
  ? Choice | (D extends { orModule: true } ? ModulePath : never)
  : D extends { kind: 'integers' }
    ? string
    : D extends { kind: 'boolean' }
      ? boolean
      : number;

/** A string that keeps the choices beside it apart from all others. */
type ModulePath = string & {};

/** Every knob that is described, with its value. */
export type HyperparametersOf<D extends OptionDescriptions> = { readonly [Name in keyof D]: Value<D[Name]> };

/** The knobs of training itself. */
export type TrainingHyperparameters = HyperparametersOf<typeof trainingHyperparameters>;

/**
 * A trial's parameters with defaults for those that it leaves out. Parameters of other names are not for the trainer.
 * Throws a UsageError for a value that a knob does not take.
 */
export function readHyperparameters<D extends OptionDescriptions>(
  task: TrainingKind,
  descriptions: D,
  params: Params,
): HyperparametersOf<D> {
  const own = Object.entries(params).filter(([name]) => Object.hasOwn(descriptions, name));
  return readOptions(task, descriptions, Object.fromEntries(own)) as HyperparametersOf<D>;
}
