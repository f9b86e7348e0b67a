/**
 * The default: takes the sampler that measures best (bench/samplers.ts, bench/recorded-sweeps.ts) for the space, the budget, early
 * stopping and the number of trials at a time, and says which. A search that outgrows the Gaussian process goes on with TPE over the same
 * trials; one by CMA-ES goes on with the Gaussian process while the audit of early stopping doubts it.
 */
import { valueCount } from '../core/distribution.js';
import { readOptions } from '../core/option.js';
import type { SampleContext, Sampler } from '../core/sampler.js';
import type { Trial } from '../core/trial.js';
import { cmaes } from './cmaes/cmaes.js';
import { coordinatesOf } from './cmaes/coordinates.js';
import { defineSampler, type SamplerDefinition } from './define.js';
import { gp } from './gp/gp.js';
import { nsga2 } from './nsga2/nsga2.js';
import { tpe } from './tpe/tpe.js';

const candidates: Readonly<Record<string, SamplerDefinition>> = { gp, cmaes, tpe, nsga2 };

/** Trials up to which the Gaussian process finds more, at a cost that is small beside a training. */
const gpTrials = 500;
/** More parameters than its kernel can tell apart in so few trials. */
const gpParameters = 40;
/** Trials at a time up to which its guesses of how running ones will end are any good. */
const gpWorkers = 24;
/**
 * Steps of a trial from which on early stopping leaves most trials short. On recorded sweeps CMA-ES, which goes by ranks alone and
 * wants many trials, then comes to the same result at less cost than the Gaussian process.
 */
const stepsOfHalving = 5;
/** Trials that make evolution over several objectives pay. */
const evolutionTrials = 2000;

/**
 * The chance that pruning does harm from which on its audits cast doubt on it: it is under 1 % before the first of them. Where
 * curves cross, waiting for more costs most of what the search finds; where they do not, this hardly ever comes up
 * (bench/no-harm.ts, bench/recorded-sweeps.ts).
 */
const doubtfulHarm = 0.05;

type Setting = Pick<SampleContext, 'space' | 'plan'>;

interface Choice {
  readonly type: string;
  readonly reason: string;
}

export const auto = defineSampler({
  description: 'Picks the sampler by the space, the budget and the trials at a time, and says which',
  options: {},
  learns: true,
  create() {
    const created = new Map<string, Sampler>();
    const samplerOf = (type: string): Sampler => {
      const sampler = created.get(type) ?? create(type);
      created.set(type, sampler);
      return sampler;
    };
    return {
      suggest(context) {
        const { type } = choose(context);
        const trusted = type === 'cmaes' && isPruningDoubted(context.trials) ? 'gp' : type;
        const outgrown = trusted === 'gp' && context.trials.length >= gpTrials;
        const taken = outgrown ? 'tpe' : trusted;
        const { tell } = context;
        const told: typeof tell =
          tell && (({ by, numbers }) => tell({ by: by === taken ? `${by}, chosen by auto` : by, numbers }));
        return samplerOf(taken).suggest({ ...context, ...(told && { tell: told }) });
      },
      explain(setting) {
        const { type, reason } = choose(setting);
        return `method ${type}: ${reason}`;
      },
    };
  },
});

/**
 * Whether the last trial that the default pruner judged was judged by one that its audits cast doubt on (pruners/audit.ts): early
 * values may mislead there, and the Gaussian process, which tells them from final ones, is the better guide.
 */
function isPruningDoubted(trials: readonly Trial[]): boolean {
  for (let i = trials.length - 1; i >= 0; i--) {
    const harm = trials[i]?.reports.findLast(({ decision }) => decision?.numbers.harm !== undefined)?.decision?.numbers.harm;
    if (harm !== undefined) return harm > doubtfulHarm;
  }
  return false;
}

function create(type: string): Sampler {
  const definition = candidates[type] as SamplerDefinition;
  return definition.create(readOptions(`the sampler ${type}`, definition.options, {}));
}

function choose({ space, plan }: Setting): Choice {
  const { trials, workers = 1, objectives } = plan;
  const varied = space.parameters.filter(({ distribution }) => valueCount(distribution) > 1);
  if (objectives.length > 1) {
    return (trials ?? 0) >= evolutionTrials
      ? { type: 'nsga2', reason: `evolution pays over ${trials} trials with ${objectives.length} metrics` }
      : { type: 'tpe', reason: `it needs the fewest trials for ${objectives.length} metrics` };
  }
  if (workers > gpWorkers) return { type: 'tpe', reason: `${workers} trials at a time are too many for a Gaussian process` };
  if (varied.length > gpParameters) {
    return { type: 'tpe', reason: `${varied.length} parameters are too many for a Gaussian process` };
  }
  const { stopsEarly, epochs = 0 } = plan;
  const isNumerical = varied.length > 1 && coordinatesOf(space).length === varied.length;
  if (stopsEarly && epochs >= stepsOfHalving && isNumerical) {
    return { type: 'cmaes', reason: 'it makes the most of many trials that are stopped early' };
  }
  if (trials !== undefined && trials > gpTrials) {
    return { type: 'gp', reason: `it finds the most in few trials; from trial ${gpTrials} on tpe takes over` };
  }
  return { type: 'gp', reason: 'it finds the most in a few hundred trials' };
}
