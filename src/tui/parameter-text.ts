import { type Choice, contains, type Distribution, isListed, valueAt, valueCount } from '../core/distribution.js';
import { isActive, type Parameter } from '../core/search-space.js';
import type { Params } from '../core/trial.js';

type Parsed = { readonly params: Params } | { readonly error: string };

/** Parameters as they are typed: `encoder=cnn learning_rate=0.001`. Fixed ones, which nobody has to type, are left out. */
export function parameterText(params: Params, parameters: readonly Parameter[]): string {
  return parameters
    .filter((parameter) => !isFixed(parameter.distribution) && params[parameter.name] !== undefined)
    .map(({ name }) => `${name}=${written(params[name] as Choice)}`)
    .join(' ');
}

/**
 * The parameters that were typed, with the fixed ones; those that are not part of such a trial are dropped. A name, a value or a
 * gap that the search space does not allow comes back in words; whether its constraints hold is for the study to say.
 */
export function parseParameters(text: string, parameters: readonly Parameter[]): Parsed {
  const typed = new Map<string, string>();
  for (const [pair] of text.matchAll(/(?:[^\s"]|"[^"]*"?)+/g)) {
    const at = pair.indexOf('=');
    const name = at < 0 ? pair : pair.slice(0, at);
    if (!parameters.some((parameter) => parameter.name === name)) {
      return { error: `Expected one of ${parameters.map((parameter) => parameter.name).join(', ')}, got "${name}"` };
    }
    if (at < 0) return { error: `Expected a value after "${name}", as in ${name}=...` };
    typed.set(name, pair.slice(at + 1));
  }
  const params: Record<string, Choice> = {};
  for (const parameter of parameters) {
    const { name, distribution } = parameter;
    if (!isActive(parameter, params)) continue;
    const isLeftOut = isFixed(distribution) && !typed.has(name);
    const value = isLeftOut ? valueAt(distribution, 0) : choiceOf(distribution, typed.get(name) ?? '');
    if (value === undefined)
      return { error: `Expected ${name} to be ${rangeText(distribution)}, got "${typed.get(name) ?? ''}"` };
    params[name] = value;
  }
  return { params };
}

function isFixed(distribution: Distribution): boolean {
  return valueCount(distribution) === 1;
}

function written(choice: Choice): string {
  return /[\s"]/.test(String(choice)) ? JSON.stringify(choice) : String(choice);
}

/** Undefined when it is not in the range. */
function choiceOf(distribution: Distribution, text: string): Choice | undefined {
  const unquoted = text.startsWith('"') ? text.replaceAll('"', '') : text;
  if (isListed(distribution)) return distribution.choices.find((choice) => String(choice) === unquoted);
  const value = Number(text);
  return text !== '' && contains(distribution, value) ? value : undefined;
}

function rangeText(distribution: Distribution): string {
  if (isListed(distribution)) return `one of ${distribution.choices.join(', ')}`;
  const { low, high, step } = distribution;
  return `${distribution.kind === 'int' ? 'a whole number' : 'a number'} from ${low} to ${high}${step === undefined ? '' : ` in steps of ${step}`}`;
}
