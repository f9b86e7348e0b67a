import type { Choice } from '../core/distribution.js';
import type { Trial } from '../core/trial.js';
import type { Field } from './fields.js';

/** By which field the board is sorted, instead of by standing. */
export interface Sorting {
  readonly field: string;
  readonly descending: boolean;
}

/** Numbers before words, each in their order; trials without a value come last in either direction. */
export function comparison(field: Field, descending: boolean): (a: Trial, b: Trial) => number {
  const direction = descending ? -1 : 1;
  return (a, b) => {
    const [left, right] = [field.of(a), field.of(b)];
    if (left === undefined || right === undefined) return Number(left === undefined) - Number(right === undefined);
    return direction * compareChoices(left, right);
  };
}

function compareChoices(a: Choice, b: Choice): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'number' || typeof b === 'number') return typeof a === 'number' ? -1 : 1;
  const [left, right] = [String(a), String(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}
