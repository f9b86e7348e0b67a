/**
 * Bayesian optimisation with a Gaussian process: models the losses over the whole space from all trials and proposes the point of
 * the largest expected improvement. The most from few trials, at milliseconds a suggestion.
 *
 * Jones, Schonlau & Welch: Efficient Global Optimization, 1998, https://doi.org/10.1023/A:1008306431147. The parts that make the
 * difference name their papers: the kernel (kernel.ts), its hyperparameters (log-posterior.ts), the losses' scale
 * (output-transform.ts), the improvement's logarithm (log-expected-improvement.ts). Trials that have not finished are taken to
 * end as the model expects them to (surrogate.ts), so that those beside them go elsewhere.
 */
import type { SampleContext, Sampler } from '../../core/sampler.js';
import { isFinished, type Params } from '../../core/trial.js';
import { defineSampler } from '../define.js';
import { randomPoint } from '../random.js';
import { SeenPoints } from '../seen-points.js';
import { startupOption, startupSampler } from '../startup.js';
import { Encoding } from './encoding.js';
import { ExpectedImprovement } from './expected-improvement.js';
import { AcquisitionSearch, type Candidate } from './search.js';
import { SurrogateFactory } from './surrogate.js';

export const gp = defineSampler({
  description: 'Gaussian process: finds the most in a few hundred trials',
  options: {
    startup_trials: {
      description: 'Trials before the model takes over',
      kind: 'integer',
      minimum: 1,
      default: 10,
    },
    startup: startupOption('sobol'),
  },
  learns: true,
  create: ({ startup_trials, startup }) => createGp(startup_trials, startupSampler(startup, startup_trials)),
});

function createGp(startupTrials: number, startup: Sampler): Sampler {
  const surrogates = new SurrogateFactory();
  const seen = new SeenPoints();
  let encoding: Encoding | undefined;
  /** Of the trial that is asked for, the best first: when the first one is turned down, the next one is as good as there is. */
  let ranking: readonly Candidate[] = [];

  function rank(context: SampleContext): readonly Candidate[] {
    const { space, trials, plan, stepsOf } = context;
    if (encoding?.space !== space) encoding = new Encoding(space);
    const unfinished = trials.filter((trial) => !isFinished(trial)).map(({ params }) => params);
    const lengths = { epochs: plan.epochs, stepsOf };
    const surrogate = encoding.size === 0 ? undefined : surrogates.surrogateOf(encoding, trials, lengths, unfinished);
    if (surrogate === undefined) return [];
    seen.update(space, trials);
    const improvement = new ExpectedImprovement(encoding, surrogate.surface, trials.length - unfinished.length);
    const isNew = (point: Params) => !seen.has(point);
    return new AcquisitionSearch(encoding, improvement, { ...context, isNew }).run();
  }

  return {
    suggest(context) {
      const { space, trials, rng, attempt, tell } = context;
      if (trials.filter(isFinished).length < startupTrials) return startup.suggest(context);
      if (attempt === 0) ranking = rank(context);
      const [proposed, runnerUp] = ranking.slice(attempt, attempt + 2);
      if (proposed === undefined) {
        if (attempt > 0) tell?.({ by: 'stand-in', numbers: { 'proposals turned down': attempt } });
        return randomPoint(space, rng, trials);
      }
      const second = runnerUp && { 'runner-up': runnerUp.value };
      tell?.({ by: 'gp', numbers: { 'log expected improvement': proposed.value, ...second, candidates: ranking.length } });
      return proposed.params;
    },
  };
}
