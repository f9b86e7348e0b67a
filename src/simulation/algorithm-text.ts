import { UsageError } from '../core/errors.js';

/** A sampler or a pruner with its options. */
export interface AlgorithmSpec {
  readonly type: string;
  readonly [option: string]: unknown;
}

/** On one line, as `algorithmFrom` reads it: `asha`, `asha(eta=4,min_iter=2)`. */
export function algorithmText({ type, ...options }: AlgorithmSpec): string {
  const settings = Object.entries(options).map(([name, value]) => `${name}=${value}`);
  return settings.length === 0 ? type : `${type}(${settings.join(',')})`;
}

/** Reads `asha` or `asha(eta=4,min_iter=2)`. Whether it exists, and has such options, is seen when it is made. */
export function algorithmFrom(text: string): AlgorithmSpec {
  const [, type, list] = /^\s*([\w-]+)\s*(?:\(([^()]*)\))?\s*$/.exec(text) ?? [];
  if (type === undefined) throw new UsageError(`Expected a name such as asha or asha(eta=4,min_iter=2), got "${text}"`);
  const options = (list ?? '').split(',').filter((setting) => setting.trim() !== '');
  return { type, ...Object.fromEntries(options.map((setting) => optionFrom(setting, text))) };
}

/** The algorithms of a list with commas, which may stand inside brackets too. */
export function algorithmsFrom(text: string): AlgorithmSpec[] {
  return text.split(/,(?![^(]*\))/).map(algorithmFrom);
}

function optionFrom(setting: string, whole: string): [name: string, value: unknown] {
  const [name = '', value, ...rest] = setting.split('=').map((part) => part.trim());
  if (name === '' || value === undefined || rest.length > 0) {
    throw new UsageError(`Expected options such as eta=4 in "${whole}", got "${setting.trim()}"`);
  }
  if (value === 'true' || value === 'false') return [name, value === 'true'];
  return [name, value !== '' && Number.isFinite(Number(value)) ? Number(value) : value];
}
