import { UsageError } from '../core/errors.js';
import type { OptionDescriptions } from '../core/option.js';
import type { PrunerSpec, SamplerSpec } from '../core/study-spec.js';
import { createPruner, pruners } from '../pruners/index.js';
import { samplers } from '../samplers/index.js';
import { isObject, oneOf } from './check.js';
import { checkOptions } from './check-options.js';
import type { Path, Problems } from './problems.js';

/** Samplers that can search for a Pareto front. */
const multiObjective = ['auto', 'nsga2', 'tpe', 'random', 'grid', 'sobol', 'latin-hypercube'];

type Descriptions = Readonly<Record<string, { readonly options: OptionDescriptions }>>;

interface Algorithms {
  readonly sampler: SamplerSpec | undefined;
  readonly pruner: PrunerSpec | undefined;
}

/** `method` and `early_terminate`. Who names a method and leaves the other out means W&B's: nothing ends early. */
export function readAlgorithms(
  { method = 'auto', early_terminate }: { readonly method?: unknown; readonly early_terminate?: unknown },
  furtherMetrics: number,
  problems: Problems,
): Algorithms {
  const sampler = readMethod(method, problems);
  const defaultPruner = sampler?.type === 'auto' && furtherMetrics === 0 ? 'auto' : 'none';
  const pruner = readEarlyTerminate(early_terminate ?? defaultPruner, problems);
  if (furtherMetrics > 0) checkSeveralMetrics({ sampler, pruner }, problems);
  return { sampler, pruner };
}

/** `method`: a sampler's name, or a mapping of its `type` and options. */
export function readMethod(value: unknown, problems: Problems, path: Path = ['method']): SamplerSpec | undefined {
  const spec = typeof value === 'string' ? { type: value } : value;
  if (!isObject(spec) || spec.type !== 'bayes') return readAlgorithm(spec, samplers, path, problems);
  problems.warn(path, '`bayes` runs as `gp`: a Gaussian process, as in W&B, with the logarithm of the expected improvement');
  return readAlgorithm({ ...spec, type: 'gp' }, samplers, path, problems);
}

/** `early_terminate`: a mapping of a pruner's `type` and its options. */
export function readEarlyTerminate(value: unknown, problems: Problems, path: Path = ['early_terminate']): PrunerSpec | undefined {
  const spec = typeof value === 'string' ? { type: value } : value;
  return readAlgorithm(spec, pruners, path, problems);
}

/** Reports what cannot search for the best compromises of several metrics. */
function checkSeveralMetrics({ sampler, pruner }: Algorithms, problems: Problems): void {
  if (sampler && !multiObjective.includes(sampler.type)) {
    problems.add(['method'], `expected ${oneOf(multiObjective)} for several metrics, got \`${sampler.type}\``);
  }
  if (pruner && pruner.type !== 'none') {
    problems.add(
      ['early_terminate'],
      'watches one metric, and there are several; leave it out, or name the one metric that counts',
    );
  }
}

/** Reports options that do not go together, or are at odds with the task. */
export function checkPruner(spec: PrunerSpec, epochs: number | undefined, problems: Problems): void {
  try {
    createPruner(spec, epochs === undefined ? {} : { epochs });
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    problems.add(['early_terminate'], error.message);
  }
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
