/** How samplers that learn choose the trials before there is something to learn from. */
import type { Choice } from '../core/distribution.js';
import type { Sampler } from '../core/sampler.js';
import { latinHypercube } from './latin-hypercube.js';
import { random } from './random.js';
import { sobol } from './sobol.js';

const starts = { random, sobol, 'latin-hypercube': latinHypercube } as const;

type Start = keyof typeof starts;

/** The option `startup`; `usual` where it is left out. */
export function startupOption(usual: Start) {
  return {
    description: 'How the first trials are chosen: spread evenly by sobol or latin-hypercube, or random',
    kind: 'choice',
    choices: Object.keys(starts),
    default: usual as string,
  } as const;
}

/** For the first `trials` of a study, which are one whole Latin hypercube. */
export function startupSampler(type: Choice, trials: number): Sampler {
  const sampler = starts[type as Start].create({});
  return {
    suggest(context) {
      const { plan, tell } = context;
      const told: typeof tell = tell && (({ by, numbers }) => tell({ by, numbers: { ...numbers, 'startup trials': trials } }));
      return sampler.suggest({ ...context, plan: { ...plan, trials }, ...(told && { tell: told }) });
    },
  };
}
