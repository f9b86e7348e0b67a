import { UsageError } from '../core/errors.js';
import { readOptions } from '../core/option.js';
import type { Sampler } from '../core/sampler.js';
import type { SamplerSpec } from '../core/study-spec.js';
import { admissible } from './admissible.js';
import { auto } from './auto.js';
import { cmaes } from './cmaes/cmaes.js';
import type { SamplerDefinition } from './define.js';
import { gp } from './gp/gp.js';
import { grid } from './grid.js';
import { latinHypercube } from './latin-hypercube.js';
import { nsga2 } from './nsga2/nsga2.js';
import { random } from './random.js';
import { sobol } from './sobol.js';
import { tpe } from './tpe/tpe.js';

/** Every sampler by the name that sweep files use. */
export const samplers: Readonly<Record<string, SamplerDefinition>> = {
  auto,
  tpe,
  random,
  grid,
  sobol,
  'latin-hypercube': latinHypercube,
  cmaes,
  gp,
  nsga2,
};

/** Throws a UsageError for a type or an option that does not exist, and for an option out of its range. */
export function createSampler(spec: SamplerSpec): Sampler {
  const definition = Object.hasOwn(samplers, spec.type) ? samplers[spec.type] : undefined;
  if (definition === undefined) {
    throw new UsageError(`Expected the sampler to be one of ${Object.keys(samplers).join(', ')}, got "${spec.type}"`);
  }
  const options = readOptions(`the sampler ${spec.type}`, definition.options, spec);
  return admissible(definition.create(options), definition);
}
