import type { OptionDescriptions } from '../core/option.js';
import type { PrunerSpec, SamplerSpec } from '../core/study-spec.js';
import { pruners } from '../pruners/index.js';
import { samplers } from '../samplers/index.js';
import { isObject, oneOf } from './check.js';
import { checkOptions } from './check-options.js';
import type { Path, Problems } from './problems.js';

type Descriptions = Readonly<Record<string, { readonly options: OptionDescriptions }>>;

/** `method`: a sampler's name, or a mapping of its `type` and options. */
export function readMethod(value: unknown, problems: Problems, path: Path = ['method']): SamplerSpec | undefined {
  const spec = typeof value === 'string' ? { type: value } : value;
  if (!isObject(spec) || spec.type !== 'bayes') return readAlgorithm(spec, samplers, path, problems);
  problems.warn(path, '`bayes` runs as `tpe`: here the Bayesian search is a tree-structured Parzen estimator');
  return readAlgorithm({ ...spec, type: 'tpe' }, samplers, path, problems);
}

/** `early_terminate`: a mapping of a pruner's `type` and its options. */
export function readEarlyTerminate(value: unknown, problems: Problems, path: Path = ['early_terminate']): PrunerSpec | undefined {
  const spec = typeof value === 'string' ? { type: value } : value;
  return readAlgorithm(spec, pruners, path, problems);
}

function readAlgorithm(spec: unknown, descriptions: Descriptions, path: Path, problems: Problems): SamplerSpec | undefined {
  const names = Object.keys(descriptions);
  if (!isObject(spec) || Array.isArray(spec)) {
    problems.expected(`a name (${oneOf(names)}) or a mapping with a \`type\``, spec, path);
    return undefined;
  }
  const { type, ...options } = spec;
  if (typeof type !== 'string' || !Object.hasOwn(descriptions, type)) {
    problems.expected(oneOf(names), type, [...path, 'type'], names);
    return undefined;
  }
  checkOptions(options, descriptions[type]?.options ?? {}, path, problems);
  return { ...options, type };
}
