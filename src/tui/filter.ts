import type { Choice } from '../core/distribution.js';
import { isFinished, type Trial } from '../core/trial.js';
import { emptyTally } from '../study/tally.js';
import { type Field, fieldNamed } from './fields.js';
import { formatChoice } from './numbers.js';

export type Filter = { readonly accepts: (trial: Trial) => boolean } | { readonly error: string };

type Test = (trial: Trial) => boolean;

/** A term of a filter: an exclamation mark that turns it round, a name, an operator and a value; or a word alone. */
const TERM = /^(!?)([^:=<>!"]+)(<=|>=|!=|[:=<>])(.*)$/s;
const ORDERS: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};
const STATES: readonly string[] = Object.keys(emptyTally);

/**
 * What a filter such as `state:pruned,failed lr<1e-3 encoder=cnn epochs:3..10 !loss=mse` asks for: every term of it. `:` and `=`
 * are the same and take several values, with commas, or a range of numbers; a word alone is looked for in a trial's parameters,
 * its state and what is said of its end. A value with a space in it stands in quotation marks. A mistake comes back in words.
 */
export function parseFilter(text: string, fields: readonly Field[]): Filter {
  const tests: Test[] = [];
  for (const term of termsOf(text)) {
    const test = parseTerm(term, fields);
    if (typeof test === 'string') return { error: test };
    tests.push(test);
  }
  return { accepts: (trial) => tests.every((test) => test(trial)) };
}

/** Whether a word stands in a trial's parameters, its state or what is said of its end; upper and lower case are the same. */
export function mentions(trial: Trial, word: string): boolean {
  const said =
    isFinished(trial) && trial.state !== 'complete' ? (trial.state === 'pruned' ? trial.explanation : trial.message) : '';
  const values = Object.entries(trial.params).map(([name, value]) => `${name}=${formatChoice(value)}`);
  return [`trial ${trial.number}`, trial.state, said, ...values].some((part) => part.toLowerCase().includes(word.toLowerCase()));
}

/** Split at spaces, save those in quotation marks. */
function termsOf(text: string): string[] {
  return text.match(/(?:[^\s"]|"[^"]*"?)+/g) ?? [];
}

function parseTerm(term: string, fields: readonly Field[]): Test | string {
  const [, negation, name, operator, rest] = TERM.exec(term) ?? [];
  if (name === undefined || operator === undefined || rest === undefined) {
    const word = unquoted(term.replace(/^!/, ''));
    const found: Test = (trial) => mentions(trial, word);
    return term.startsWith('!') ? not(found) : found;
  }
  const [field, ...others] = fieldNamed(name, fields);
  if (field === undefined) return `Expected one of ${fields.map((known) => known.name).join(', ')}, got "${name}"`;
  if (others.length > 0)
    return `"${name}" may be ${[field, ...others].map((known) => known.name).join(' or ')}: write more of it`;
  if (rest === '') return `Expected a value after "${name}${operator}"`;
  const test = operator in ORDERS ? compared(field, operator, rest) : equal(field, rest);
  if (typeof test === 'string') return test;
  return (negation === '!') !== (operator === '!=') ? not(test) : test;
}

function compared(field: Field, operator: string, text: string): Test | string {
  const bound = numberOf(text);
  const holds = ORDERS[operator];
  if (bound === undefined || holds === undefined) return `Expected a number after "${field.name}${operator}", got "${text}"`;
  return (trial) => {
    const value = field.of(trial);
    return typeof value === 'number' && holds(value, bound);
  };
}

function equal(field: Field, text: string): Test | string {
  const wanted: ((value: Choice) => boolean)[] = [];
  for (const part of text.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/)) {
    const [from, to] = part.split('..').map(numberOf);
    const option = unquoted(part);
    if (field.name === 'state' && !STATES.includes(option.toLowerCase())) {
      return `Expected a state (${STATES.join(', ')}), got "${option}"`;
    }
    if (from !== undefined && to !== undefined) wanted.push((value) => typeof value === 'number' && value >= from && value <= to);
    else wanted.push((value) => isWritten(value, option));
  }
  return (trial) => {
    const value = field.of(trial);
    return value !== undefined && wanted.some((accepts) => accepts(value));
  };
}

/** A number is equal to what is typed if it is, or if it rounds to all the digits that were typed: what is seen can be typed. */
function isWritten(value: Choice, text: string): boolean {
  if (typeof value !== 'number') return String(value).toLowerCase() === text.toLowerCase();
  const typed = numberOf(text);
  if (typed === undefined) return false;
  const digits = /^[+-]?0*\.?0*([\d.]*)/.exec(text)?.[1]?.replace('.', '').length ?? 0;
  return value === typed || Number(value.toPrecision(Math.min(21, Math.max(1, digits)))) === typed;
}

function numberOf(text: string): number | undefined {
  const value = Number(text);
  return text.trim() === '' || !Number.isFinite(value) ? undefined : value;
}

function unquoted(text: string): string {
  return text.replaceAll('"', '');
}

function not(test: Test): Test {
  return (trial) => !test(trial);
}
