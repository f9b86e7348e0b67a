import type { Choice } from './distribution.js';
import { UsageError } from './errors.js';
import { isModuleFile } from './module-file.js';

/**
 * One setting that a sampler, a pruner or a task accepts, as plain data: sweep files are checked against it, and `--help`
 * and error messages are worded from it. Bounds are inclusive unless `exclusive` says otherwise.
 */
export type OptionDescription = {
  readonly description: string;
} & (
  | {
      readonly kind: 'number' | 'integer';
      readonly minimum?: number;
      readonly maximum?: number;
      readonly exclusive?: boolean;
      /** Left out: the option may be left out, and is undefined then. */
      readonly default?: number;
    }
  | { readonly kind: 'boolean'; readonly default: boolean }
  | {
      readonly kind: 'choice';
      readonly choices: readonly Choice[];
      readonly default: Choice;
      /** Beside its choices it may be the path of a module of the user's own. */
      readonly orModule?: true;
    }
  | { /** Whole numbers from 1 in a string, such as `3,4,5`. */ readonly kind: 'integers'; readonly default: string }
);

export type OptionDescriptions = Readonly<Record<string, OptionDescription>>;

/** What an option may be, in words: `a whole number of at least 1`. */
export function expectation(option: OptionDescription): string {
  if (option.kind === 'boolean') return 'true or false';
  if (option.kind === 'choice') {
    const choices = `one of ${option.choices.map((choice) => JSON.stringify(choice)).join(', ')}`;
    return option.orModule ? `${choices} or the path of a module of your own in JavaScript or TypeScript` : choices;
  }
  if (option.kind === 'integers') return 'whole numbers from 1 in a string such as "3,4,5"';
  const { minimum, maximum, exclusive } = option;
  const bounds = [
    ...(minimum === undefined ? [] : [`${exclusive ? 'above' : 'of at least'} ${minimum}`]),
    ...(maximum === undefined ? [] : [`${exclusive ? 'below' : 'of at most'} ${maximum}`]),
  ];
  return [option.kind === 'integer' ? 'a whole number' : 'a number', bounds.join(' and ')].filter(Boolean).join(' ');
}

/** Whether `value` is what the option's description asks for. */
export function accepts(option: OptionDescription, value: unknown): boolean {
  if (option.kind === 'boolean') return typeof value === 'boolean';
  if (option.kind === 'choice') return option.choices.includes(value as Choice) || namesModule(option, value);
  if (option.kind === 'integers') return typeof value === 'string' && /^\s*[1-9]\d*(\s*,\s*[1-9]\d*)*\s*$/.test(value);
  if (typeof value !== 'number' || !Number.isFinite(value)) return false;
  if (option.kind === 'integer' && !Number.isInteger(value)) return false;
  const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY, exclusive } = option;
  return exclusive ? value > minimum && value < maximum : value >= minimum && value <= maximum;
}

/** Whether `value` names a module of the user's own, for an option that takes one. */
export function namesModule(option: OptionDescription, value: unknown): value is string {
  return option.kind === 'choice' && option.orModule === true && typeof value === 'string' && isModuleFile(value);
}

/** The value that an option has, by the kind of its description. */
type OptionValue<D extends OptionDescription> = D extends { kind: 'number' | 'integer' }
  ? D extends { default: number }
    ? number
    : number | undefined
  : D extends { kind: 'boolean' }
    ? boolean
    : D extends { kind: 'integers' }
      ? string
      : Choice;

/** The options that descriptions describe, by name. */
export type OptionsOf<D extends OptionDescriptions> = { readonly [K in keyof D]: OptionValue<D[K]> };

/**
 * The options of `spec` with defaults for those left out.
 * Throws a UsageError that names what is accepted, for an option that is unknown or not as described.
 */
export function readOptions<D extends OptionDescriptions>(
  owner: string,
  descriptions: D,
  spec: Readonly<Record<string, unknown>>,
): OptionsOf<D> {
  const given = Object.entries(spec).filter(([name, value]) => name !== 'type' && value !== undefined);
  for (const [name, value] of given) {
    const option = Object.hasOwn(descriptions, name) ? descriptions[name] : undefined;
    if (option === undefined) {
      const known = Object.keys(descriptions).join(', ') || 'none';
      throw new UsageError(`Expected an option that ${owner} has (${known}), got \`${name}\``);
    }
    if (!accepts(option, value)) {
      throw new UsageError(`Expected \`${name}\` of ${owner} to be ${expectation(option)}, got ${JSON.stringify(value)}`);
    }
  }
  const defaults = Object.entries(descriptions).map(([name, option]) => [name, option.default]);
  return Object.fromEntries([...defaults, ...given]);
}
