import { type OptionDescription, readOptions } from '../core/option.js';
import type { Params } from '../core/trial.js';
import { textClassificationHyperparameters } from '../tasks/text-classification.js';

type Descriptions = typeof textClassificationHyperparameters;

type Value<D extends OptionDescription> = D extends { kind: 'choice'; choices: readonly (infer Choice)[] }
  ? Choice
  : D extends { kind: 'integers' }
    ? string
    : D extends { kind: 'boolean' }
      ? boolean
      : number;

/** Every knob of text classification with its value. */
export type TextHyperparameters = { readonly [Name in keyof Descriptions]: Value<Descriptions[Name]> };

/**
 * A trial's parameters with defaults for those that it leaves out. Parameters of other names are not for the trainer.
 * Throws a UsageError for a value that a knob does not take.
 */
export function readHyperparameters(params: Params): TextHyperparameters {
  const own = Object.entries(params).filter(([name]) => Object.hasOwn(textClassificationHyperparameters, name));
  const values = readOptions('text-classification', textClassificationHyperparameters, Object.fromEntries(own));
  return values as TextHyperparameters;
}

/** The widths of the convolutions, each once. */
export function filterSizes({ filter_sizes }: TextHyperparameters): number[] {
  return [...new Set(filter_sizes.split(',').map(Number))];
}
