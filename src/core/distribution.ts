/** A value that a parameter can take. */
export type Choice = string | number | boolean | null;

/**
 * What a parameter's values are, as plain data. Bounds are inclusive.
 *
 * - `float`: uniform in [low, high]; `log`: uniform in the logarithm (low > 0); `step`: only low, low + step, ... (not with `log`).
 * - `int`: the same over whole numbers; `step` defaults to 1; with `log` the step is 1.
 * - `categorical`: one of `choices`; `weights` are their prior probabilities (they sum to 1), equal when left out.
 */
export type Distribution =
  | { readonly kind: 'float'; readonly low: number; readonly high: number; readonly log?: boolean; readonly step?: number }
  | { readonly kind: 'int'; readonly low: number; readonly high: number; readonly log?: boolean; readonly step?: number }
  | { readonly kind: 'categorical'; readonly choices: readonly Choice[]; readonly weights?: readonly number[] };
