/** What every registered sampler must do, whoever wrote it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/core/errors.js';
import { accepts } from '../../src/core/option.js';
import type { Sampler } from '../../src/core/sampler.js';
import { isFiniteSpace, isPoint, points, type SearchSpace } from '../../src/core/search-space.js';
import type { SamplerSpec, StudySpec } from '../../src/core/study-spec.js';
import type { Params, RunningTrial, Trial } from '../../src/core/trial.js';
import { createRng, deriveSeed } from '../../src/math/rng.js';
import type { SamplerDefinition } from '../../src/samplers/define.js';
import { createSampler, samplers } from '../../src/samplers/index.js';
import { Study } from '../../src/study/study.js';
import { contextOf } from '../fixtures/contexts.js';
import { mixedSpace, smallSpace, thinSpace } from '../fixtures/search-spaces.js';
import { completeTrial, failedTrial, prunedTrial, runningTrial } from '../fixtures/trials.js';
import { arbitrarySpace, smallArbitrarySpace } from './arbitrary-space.js';

type Event = 'complete' | 'prune' | 'fail' | 'ask' | 'interrupt';
const events = fc.array(fc.constantFrom<Event>('complete', 'complete', 'complete', 'prune', 'fail', 'ask', 'interrupt'), {
  minLength: 15,
  maxLength: 40,
});

const defaults = Object.keys(samplers).map((type): SamplerSpec => ({ type }));
/** Settings that make another algorithm of the same sampler. */
const variants: SamplerSpec[] = [
  { type: 'tpe', multivariate: false, constant_liar: false },
  { type: 'tpe', group: true, startup: 'sobol', startup_trials: 3, candidates: 1 },
  { type: 'cmaes', restarts: 'none', sigma0: 0.5 },
  { type: 'cmaes', restarts: 'bipop' },
  { type: 'gp', startup: 'random', startup_trials: 2 },
  { type: 'nsga2', startup: 'latin-hypercube', population: 2 },
];

function specOf(sampler: SamplerSpec, space: SearchSpace, seed: number): StudySpec {
  return {
    name: 'contract',
    objective: { metric: 'loss', goal: 'minimize' },
    space,
    sampler,
    // Prunes what reports too high a loss, so that pruned trials are among those that the sampler sees.
    pruner: { type: 'threshold', upper: 1e6, audit: 0 },
    budget: {},
    seed,
    task: { kind: 'inline' },
  };
}

/** Asks, and lets the trial go the way of the event. */
function play(study: Study, event: Event, at: number): void {
  const trial = study.ask(at);
  if (trial === 'exhausted' || event === 'ask') return;
  if (event === 'interrupt') study.interrupt(trial.number);
  else if (event === 'fail') study.tell(trial.number, { kind: 'failed', reason: 'out-of-memory', message: 'too large' }, at);
  else if (event === 'prune') {
    study.report(trial.number, 1, { loss: 2e6 });
    study.tell(trial.number, { kind: 'pruned' }, at);
  } else study.tell(trial.number, { kind: 'complete', metrics: { loss: lossOf(trial.params) } }, at);
}

/** Early losses lure towards a half of the space in which every trial diverges after its first epoch. */
function runLured(study: Study, { number, params }: RunningTrial, at: number): Trial['state'] {
  const x = params.x as number;
  for (let epoch = 1; epoch <= 16; epoch++) {
    const loss = x > 0.5 && epoch > 1 ? Number.NaN : 2 - x + 1 / epoch;
    if (study.report(number, epoch, { loss }).decision.prune) return study.tell(number, { kind: 'pruned' }, at).state;
  }
  return study.tell(number, { kind: 'complete', metrics: { loss: x > 0.5 ? Number.NaN : 2 - x } }, at).state;
}

function lossOf(params: Params): number {
  return Object.values(params).reduce<number>((sum, value) => sum + (typeof value === 'number' ? value : 1), 0);
}

function playAll(study: Study, history: readonly Event[], from = 0): Study {
  history.forEach((event, i) => {
    play(study, event, from + i);
  });
  return study;
}

function paramsOf(trials: readonly Trial[]): Params[] {
  return trials.map(({ params }) => params);
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) frozen(part);
  return Object.freeze(value);
}

describe.each([...defaults, ...variants])('sampler %o', (sampler) => {
  const { learns } = samplers[sampler.type] as SamplerDefinition;
  const numRuns = variants.includes(sampler) ? 4 : 12;
  const runsEndless = (() => {
    try {
      new Study(specOf(sampler, mixedSpace, 0)).ask(0);
      return true;
    } catch (error) {
      expect(error).toBeInstanceOf(UsageError);
      return false;
    }
  })();
  const space = runsEndless ? arbitrarySpace : smallArbitrarySpace;

  if (runsEndless) {
    it('goes on from trials of another study: a point of the space, and none of theirs', () => {
      const before = playAll(new Study(specOf(sampler, mixedSpace, 3)), Array(30).fill('complete'));
      const prior = paramsOf(before.trials).map((params, i) =>
        i % 5 === 0 ? { params, curve: [[1, 9] as const] } : { params, metrics: { loss: lossOf(params) }, curve: [] },
      );
      const study = new Study(specOf(sampler, mixedSpace, 3), [], [], prior);
      playAll(study, ['complete', 'prune', 'fail', 'interrupt', 'complete', 'complete', 'complete']);
      expect(study.trials.map(({ number }) => number)).toEqual(study.trials.map((_, i) => i));
      const keys = new Set(prior.map(({ params }) => JSON.stringify(params)));
      for (const { params } of study.trials) {
        expect(isPoint(mixedSpace, params)).toBe(true);
        expect(keys).not.toContain(JSON.stringify(params));
      }
      const restored = new Study(specOf(sampler, mixedSpace, 3), study.trials, [], prior);
      expect(restored.ask(99)).toEqual(study.ask(99));
    });
  }

  it('proposes only points of the space, none twice', () => {
    fc.assert(
      fc.property(space, fc.integer(), events, (anySpace, seed, history) => {
        const { trials } = playAll(new Study(specOf(sampler, anySpace, seed)), history);
        for (const { params } of trials) expect(isPoint(anySpace, params), JSON.stringify(params)).toBe(true);
        expect(new Set(paramsOf(trials).map((params) => JSON.stringify(params))).size).toBe(trials.length);
      }),
      { numRuns: 2 * numRuns },
    );
  });

  it('goes on from stored trials as it would have gone on', () => {
    fc.assert(
      fc.property(space, fc.integer(), events, fc.nat(), (anySpace, seed, history, cut) => {
        // A trial that runs at the cut is put back by a resume, so histories of this property leave none running.
        const settled = history.map((event) => (event === 'ask' ? 'complete' : event));
        const at = cut % settled.length;
        const whole = playAll(new Study(specOf(sampler, anySpace, seed)), settled);
        const before = playAll(new Study(specOf(sampler, anySpace, seed)), settled.slice(0, at));
        const restored = new Study(specOf(sampler, anySpace, seed), structuredClone(before.trials));
        const after = playAll(restored, settled.slice(at), at);
        expect(paramsOf(after.trials)).toEqual(paramsOf(whole.trials));
      }),
      { numRuns },
    );
  });

  it('depends on nothing but its context: asked twice it says the same, and it changes no trial', () => {
    fc.assert(
      fc.property(space, fc.integer(), events, (anySpace, seed, history) => {
        const { trials } = playAll(new Study(specOf(sampler, anySpace, seed)), history);
        const asked = frozen(structuredClone(trials));
        const suggest = (asks: Sampler) => asks.suggest(contextOf(anySpace, asked, createRng(seed), { seed }));
        const used = createSampler(sampler);
        const first = suggest(used);
        expect(suggest(used)).toEqual(first);
        expect(suggest(createSampler(sampler))).toEqual(first);
      }),
      { numRuns },
    );
  });

  it.each([1, 4])('is exhausted exactly when all was tried, %d at a time', (parallel) => {
    fc.assert(
      fc.property(smallArbitrarySpace, fc.integer(), (finite, seed) => {
        const study = new Study(specOf(sampler, finite, seed));
        const all = [...points(finite)].map((point) => JSON.stringify(point));
        const running: RunningTrial[] = [];
        for (let at = 0; ; at++) {
          const trial = study.ask(at);
          if (trial === 'exhausted') break;
          expect(study.trials.length).toBeLessThanOrEqual(all.length);
          running.push(trial);
          if (running.length < parallel) continue;
          const { number, params } = running.shift() as RunningTrial;
          study.tell(number, { kind: 'complete', metrics: { loss: lossOf(params) } }, at);
        }
        const tried = paramsOf(study.trials).map((params) => JSON.stringify(params));
        expect(tried.sort()).toEqual(all.sort());
      }),
      { numRuns: variants.includes(sampler) ? 2 : 8 },
    );
  });

  if (runsEndless) {
    it('fulfils constraints that hardly any point fulfils, without a known one to begin with', () => {
      const { trials } = playAll(new Study(specOf(sampler, thinSpace, 1)), Array(16).fill('complete'));
      expect(trials).toHaveLength(16);
      for (const { params } of trials) expect(isPoint(thinSpace, params), JSON.stringify(params)).toBe(true);
    });
  }

  if (learns) {
    it('does not insist on a half of the space where every trial fails', () => {
      // The losses lure towards the failures: the nearer, the better.
      const halves: SearchSpace = {
        parameters: [
          { name: 'x', distribution: { kind: 'float', low: 0, high: 1 } },
          { name: 'y', distribution: { kind: 'float', low: 1e-4, high: 1, log: true } },
          { name: 'kind', distribution: { kind: 'categorical', choices: ['a', 'b'] } },
        ],
      };
      for (const seed of [1, 2]) {
        const study = new Study(specOf(sampler, halves, seed));
        let failures = 0;
        let longest = 0;
        for (let at = 0; at < 60; at++) {
          const trial = study.ask(at);
          if (trial === 'exhausted') break;
          const x = trial.params.x as number;
          failures = x > 0.5 ? failures + 1 : 0;
          longest = Math.max(longest, failures);
          if (x > 0.5) study.tell(trial.number, { kind: 'failed', reason: 'diverged', message: 'loss is NaN' }, at);
          else study.tell(trial.number, { kind: 'complete', metrics: { loss: 1 - x } }, at);
        }
        expect(study.trials).toHaveLength(60);
        expect(longest).toBeLessThan(30);
      }
    });

    it('nor while a pruner is what stops the failing ones, and most others before they could fail', () => {
      const plane: SearchSpace = {
        parameters: ['x', 'y'].map((name) => ({ name, distribution: { kind: 'float', low: 0, high: 1 } })),
      };
      for (const seed of [1, 2]) {
        const study = new Study({
          ...specOf(sampler, plane, seed),
          pruner: { type: 'asha', eta: 2 },
          task: { kind: 'inline', epochs: 16 },
        });
        let failures = 0;
        let longest = 0;
        for (let at = 0; at < 80; at++) {
          const trial = study.ask(at);
          if (trial === 'exhausted') break;
          const ended = runLured(study, trial, at);
          // One that was pruned before it could fail neither adds to the failures nor ends them.
          if (ended === 'failed') failures++;
          else if (ended === 'complete') failures = 0;
          longest = Math.max(longest, failures);
        }
        expect(longest).toBeLessThan(30);
        expect(study.incumbent).toBeDefined();
      }
    });
  }

  it('serves several objectives, or says that it does not', () => {
    const objectives = [
      { metric: 'loss', goal: 'minimize' },
      { metric: 'speed', goal: 'maximize' },
    ] as const;
    const created = createSampler(sampler);
    const trials: Trial[] = [];
    try {
      for (let number = 0; number < 30; number++) {
        const rng = createRng(deriveSeed(1, number, 'sampler'));
        const params = created.suggest(contextOf(smallGrid, trials, rng, { objectives })) as Params;
        expect(isPoint(smallGrid, params)).toBe(true);
        const metrics = { loss: lossOf(params), speed: params.x as number };
        trials.push(outcomes[number % outcomes.length]?.(number, params, metrics) as Trial);
      }
    } catch (error) {
      expect(error).toBeInstanceOf(UsageError);
      expect(trials).toHaveLength(0);
    }
  });

  if (!runsEndless) {
    it('refuses an endless space, and ends a finite one', () => {
      expect([isFiniteSpace(mixedSpace), isFiniteSpace(smallSpace)]).toEqual([false, true]);
      const study = new Study(specOf(sampler, smallSpace, 0));
      while (study.ask(0) !== 'exhausted') expect(study.trials.length).toBeLessThanOrEqual(8);
      expect(study.trials).toHaveLength(8);
    });
  }
});

const smallGrid: SearchSpace = {
  parameters: [
    { name: 'x', distribution: { kind: 'int', low: 1, high: 9 } },
    { name: 'y', distribution: { kind: 'float', low: 0, high: 1, step: 0.125 } },
  ],
};

/** How trials with two metrics end, in turns. */
const outcomes: readonly ((number: number, params: Params, metrics: { loss: number; speed: number }) => Trial)[] = [
  (number, params, metrics) => ({ ...completeTrial(number, [metrics.loss], params), metrics }),
  (number, params, metrics) => ({ ...completeTrial(number, [metrics.loss], params), metrics }),
  (number, params, metrics) => prunedTrial(number, [metrics.loss], params),
  (number, params) => failedTrial(number, params),
  (number, params) => runningTrial(number, [], params),
];

describe.each(Object.entries(samplers))('sampler %s, as it is by default', (type, { options }) => {
  it('knows its options and their defaults', () => {
    const described = Object.entries(options).filter(([, option]) => option.default !== undefined);
    for (const [, option] of described) expect(accepts(option, option.default)).toBe(true);
    const defaults = Object.fromEntries(described.map(([name, option]) => [name, option.default]));
    expect(() => createSampler({ type, ...defaults })).not.toThrow();
    expect(() => createSampler({ type, no_such_option: 1 })).toThrow(UsageError);
  });
});

it('names the samplers there are', () => {
  expect(() => createSampler({ type: 'bayes' })).toThrow(/one of .*tpe.*, got "bayes"/);
});
