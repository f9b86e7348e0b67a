import type { Choice } from './distribution.js';

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
      readonly default: number;
    }
  | { readonly kind: 'boolean'; readonly default: boolean }
  | { readonly kind: 'choice'; readonly choices: readonly Choice[]; readonly default: Choice }
  | { /** Whole numbers from 1 in a string, such as `3,4,5`. */ readonly kind: 'integers'; readonly default: string }
);

export type OptionDescriptions = Readonly<Record<string, OptionDescription>>;
