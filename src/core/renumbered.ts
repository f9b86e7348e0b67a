import type { Course, Report, Trial } from './trial.js';

/** Of a copy: the trial that it was made of, whose reports it has. */
const original = Symbol('original');

interface Renumbered {
  readonly [original]: Trial;
}

/** The same for all copies: accessors of its own would make each of them an object of three times the memory. */
const lent: PropertyDescriptorMap = {
  reports: {
    enumerable: true,
    configurable: true,
    get(this: Renumbered): readonly Report[] {
      return this[original].reports;
    },
  },
  course: {
    get(this: Renumbered): Course | undefined {
      return this[original].course;
    },
  },
};

/**
 * A trial under another number. Where its reports are read when somebody looks at them (`course`), so are the copy's: those of the
 * trial that it was made of, whatever its number.
 */
export function renumbered<T extends Trial>(trial: T, number: number): T {
  if (Object.getOwnPropertyDescriptor(trial, 'reports')?.get === undefined) return { ...trial, number };
  const copy: Record<string, unknown> = {};
  // Not the reports: a look at them would read them.
  for (const name of Object.keys(trial) as (keyof Trial)[]) if (name !== 'reports') copy[name] = trial[name];
  copy.number = number;
  Object.defineProperty(copy, original, { value: trial });
  return Object.defineProperties(copy, lent) as unknown as T;
}
