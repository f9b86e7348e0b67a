import type { Choice } from '../core/distribution.js';

/** Something of a trial that has a name, to filter and to sort by. */
export interface TrialField<T> {
  readonly name: string;
  /** Undefined where the trial has none, or nothing finite. */
  of(trial: T): Choice | undefined;
}

/** What a filter can ask for. */
export interface Filterable<T> {
  /** Each name once. */
  readonly fields: readonly TrialField<T>[];
  /** The values of the field `state`. */
  readonly states: readonly string[];
  /** Whether a word alone is found in the trial. */
  mentions(trial: T, word: string): boolean;
}

export type TrialFilter<T> = { readonly accepts: (trial: T) => boolean } | { readonly error: string };

/**
 * What a filter such as `state:pruned,failed lr<1e-3 encoder=cnn epochs:3..10 !loss=mse` asks for: every term of it. `:` and `=`
 * are the same and take several values, with commas, or a range of numbers; a word alone is looked for in what is said of a trial.
 * A field goes by its name, by what it alone begins with, or by its initials (`lr` is `learning_rate`). A value with a space in it
 * stands in quotation marks. A mistake comes back in words. It stands on its own: the report's page carries a copy of its source.
 */
export function parseTrialFilter<T>(text: string, { fields, states, mentions }: Filterable<T>): TrialFilter<T> {
  type Test = (trial: T) => boolean;
  /** An exclamation mark that turns the term round, a name, an operator and a value. */
  const parts = /^(!?)([^:=<>!"]+)(<=|>=|!=|[:=<>])(.*)$/s;
  const orders: Readonly<Record<string, (a: number, b: number) => boolean>> = {
    '<': (a, b) => a < b,
    '<=': (a, b) => a <= b,
    '>': (a, b) => a > b,
    '>=': (a, b) => a >= b,
  };
  const not = (test: Test) => (trial: T) => !test(trial);
  const unquoted = (word: string) => word.replaceAll('"', '');

  const tests: Test[] = [];
  // Split at spaces, save those in quotation marks.
  for (const term of text.match(/(?:[^\s"]|"[^"]*"?)+/g) ?? []) {
    const test = parseTerm(term);
    if (typeof test === 'string') return { error: test };
    tests.push(test);
  }
  return { accepts: (trial) => tests.every((test) => test(trial)) };

  function parseTerm(term: string): Test | string {
    const [, negation, name, operator, rest] = parts.exec(term) ?? [];
    if (name === undefined || operator === undefined || rest === undefined) {
      const word = unquoted(term.replace(/^!/, ''));
      const found: Test = (trial) => mentions(trial, word);
      return term.startsWith('!') ? not(found) : found;
    }
    const [field, ...others] = fieldsNamed(name);
    if (field === undefined) return `Expected one of ${fields.map((known) => known.name).join(', ')}, got "${name}"`;
    if (others.length > 0)
      return `"${name}" may be ${[field, ...others].map((known) => known.name).join(' or ')}: write more of it`;
    if (rest === '') return `Expected a value after "${name}${operator}"`;
    const test = operator in orders ? compared(field, operator, rest) : equal(field, rest);
    if (typeof test === 'string') return test;
    return (negation === '!') !== (operator === '!=') ? not(test) : test;
  }

  /** Its own field, or the only one with these initials or this beginning. More than one: all that it may stand for. */
  function fieldsNamed(name: string): readonly TrialField<T>[] {
    const typed = name.toLowerCase();
    const exact = fields.filter((field) => field.name === name);
    if (exact.length > 0) return exact;
    const initials = fields.filter((field) => initialsOf(field.name) === typed);
    return initials.length > 0 ? initials : fields.filter((field) => field.name.toLowerCase().startsWith(typed));
  }

  function initialsOf(name: string): string {
    const words = name.toLowerCase().split(/[_.\- ]+/);
    return words.length > 1 ? words.map((word) => word[0] ?? '').join('') : '';
  }

  function compared(field: TrialField<T>, operator: string, typed: string): Test | string {
    const bound = numberOf(typed);
    const holds = orders[operator];
    if (bound === undefined || holds === undefined) return `Expected a number after "${field.name}${operator}", got "${typed}"`;
    return (trial) => {
      const value = field.of(trial);
      return typeof value === 'number' && holds(value, bound);
    };
  }

  function equal(field: TrialField<T>, typed: string): Test | string {
    const wanted: ((value: Choice) => boolean)[] = [];
    for (const part of typed.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/)) {
      const [from, to] = part.split('..').map(numberOf);
      const option = unquoted(part);
      if (field.name === 'state' && !states.includes(option.toLowerCase())) {
        return `Expected a state (${states.join(', ')}), got "${option}"`;
      }
      if (from !== undefined && to !== undefined)
        wanted.push((value) => typeof value === 'number' && value >= from && value <= to);
      else wanted.push((value) => isWritten(value, option));
    }
    return (trial) => {
      const value = field.of(trial);
      return value !== undefined && wanted.some((accepts) => accepts(value));
    };
  }

  /** A number is equal to what is typed if it is, or if it rounds to all the digits that were typed: what is seen can be typed. */
  function isWritten(value: Choice, typed: string): boolean {
    if (typeof value !== 'number') return String(value).toLowerCase() === typed.toLowerCase();
    const number = numberOf(typed);
    if (number === undefined) return false;
    const digits = /^[+-]?0*\.?0*([\d.]*)/.exec(typed)?.[1]?.replace('.', '').length ?? 0;
    return value === number || Number(value.toPrecision(Math.min(21, Math.max(1, digits)))) === number;
  }

  function numberOf(typed: string): number | undefined {
    const value = Number(typed);
    return typed.trim() === '' || !Number.isFinite(value) ? undefined : value;
  }
}
