/** Whole studies: which trials run on as an audit, what that costs, and when pruning ends. */
import { describe, expect, it } from 'vitest';
import type { PrunerSpec, StudySpec } from '../../src/core/study-spec.js';
import type { RunningTrial, Trial } from '../../src/core/trial.js';
import { asha } from '../../src/pruners/asha.js';
import { audited } from '../../src/pruners/audit.js';
import { auditedAt, extraSteps } from '../../src/pruners/audit-record.js';
import { createPruner, pruners } from '../../src/pruners/index.js';
import { simulate } from '../../src/simulation/simulate.js';
import { auditReport } from '../../src/study/audit-findings.js';
import { completeTrial, prunedTrial, runningTrial } from '../fixtures/trials.js';

const objective = { metric: 'loss', goal: 'minimize' } as const;
const epochs = 27;
const steps = Array.from({ length: epochs }, (_, i) => i + 1);

/** The loss at a step of the trial whose `x` is given. */
type Curve = (x: number, step: number) => number;
const parallel: Curve = (x, step) => x + 1 / step;
/** What is best at the end is worst until then. */
const crossing: Curve = (x, step) => (step < epochs ? 2 - x : x);

function study(pruner: PrunerSpec, curve: Curve, seed = 1): readonly Trial[] {
  const spec: StudySpec = {
    name: 'audit',
    objective,
    space: { parameters: [{ name: 'x', distribution: { kind: 'float', low: 0, high: 1 } }] },
    ...{ sampler: { type: 'random' }, pruner, budget: {}, seed, task: { kind: 'inline', epochs } },
  };
  const runs = ({ params }: Pick<RunningTrial, 'params'>) => {
    return { steps, stepCost: 1, valueAt: (index: number) => curve(Number(params.x), index + 1) };
  };
  return simulate({ spec, runs, score: 'last', maximumCost: 60 * epochs }).trials;
}

const auditedIn = (trials: readonly Trial[]) => trials.filter((trial) => auditedAt(trial) !== undefined);
const lastStep = ({ reports }: Trial) => reports.at(-1)?.step ?? 0;
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
/** That audits may have beyond where their trials would have been pruned. */
const mostExtraSteps = (trials: readonly Trial[], share: number) => {
  const wholes = sum(trials.map(lastStep)) / epochs;
  return epochs * (share * wholes + 0.4 * Math.sqrt(wholes));
};

describe.each([{ mode: 'stop' }, { mode: 'promote' }])('the audit of asha, %o', ({ mode }) => {
  it('has its trials run on to the end, with the numbers of the decision that it overrode', () => {
    const trials = auditedIn(study({ type: 'asha', mode, audit: 0.1 }, parallel));
    expect(trials.length).toBeGreaterThan(2);
    for (const trial of trials.filter(({ state }) => state !== 'running')) {
      expect(trial.state).toBe('complete');
      expect(lastStep(trial)).toBe(epochs);
      const decisions = trial.reports.flatMap(({ decision }) => (decision?.verdict === 'audited' ? [decision] : []));
      expect(decisions).toHaveLength(1);
      expect(decisions[0]?.numbers).toMatchObject({
        rung: expect.any(Number),
        rank: expect.any(Number),
        audits: expect.any(Number),
        wrong: expect.any(Number),
      });
    }
  });

  it.each([0.05, 0.2])('keeps to the share %d of all steps and a little more at first, and comes near to it', (share) => {
    const trials = study({ type: 'asha', mode, audit: share }, parallel);
    expect(sum(trials.map(extraSteps))).toBeLessThanOrEqual(mostExtraSteps(trials, share));
    expect(sum(trials.map(extraSteps)) / sum(trials.map(lastStep))).toBeGreaterThan(share / 3);
  });

  it('never eases off by itself, whatever the audit shows', () => {
    const trials = study({ type: 'asha', mode, audit: 0.1 }, crossing);
    expect(sum(trials.map(extraSteps))).toBeLessThanOrEqual(mostExtraSteps(trials, 0.1));
  });

  it('is there by default, with a share of 0.05', () => {
    const trials = study({ type: 'asha', mode }, parallel);
    expect(auditedIn(trials).length).toBeGreaterThan(0);
    expect(trials).toEqual(study({ type: 'asha', mode, audit: 0.05 }, parallel));
  });

  it('is no audit with a share of 0', () => {
    expect(auditedIn(study({ type: 'asha', mode, audit: 0 }, parallel))).toEqual([]);
  });
});

describe('an audit by default', () => {
  it.each(Object.keys(pruners).filter((type) => type !== 'none'))('is what %s has', (type) => {
    expect(pruners[type]?.options.audit).toMatchObject(type === 'hyperband' ? {} : { default: 0.05 });
  });

  it.each([{ min_iter: 1 }, { max_iter: 27, s: 2 }])("is none of W&B's bands %o, unless it is asked for", (bands) => {
    const pruner = { type: 'hyperband', ...bands };
    expect(auditedIn(study(pruner, parallel))).toEqual([]);
    expect(auditedIn(study({ ...pruner, audit: 0.2 }, parallel)).length).toBeGreaterThan(0);
  });

  it.each([{}, { max_iter: 27 }])('is one of brackets %o', (brackets) => {
    const pruner = { type: 'hyperband', ...brackets };
    expect(auditedIn(study(pruner, parallel)).length).toBeGreaterThan(0);
    expect(auditedIn(study({ ...pruner, audit: 0 }, parallel))).toEqual([]);
  });

  it('has something to report after 60 trials of asha: at least four times of six', () => {
    const studies = [1, 2, 3, 4, 5, 6].map((seed) => study({ type: 'asha' }, parallel, seed).slice(0, 60));
    const texts = studies.map((trials) => auditReport(trials, [objective]));
    for (const text of texts) expect(text).toMatch(/^Audit: (\d trials? ran on|none of \d\d trials to be stopped ran on)/);
    expect(texts.filter((text) => text?.includes('that early stopping would have ended')).length).toBeGreaterThanOrEqual(4);
  });
});

describe('easing off', () => {
  const latter = (trials: readonly Trial[]) => trials.slice(trials.length / 2);
  const prunedIn = (trials: readonly Trial[]) => trials.filter(({ state }) => state === 'pruned').length;

  it.each([1, 2, 3, 4, 5])('ends pruning where curves cross, seed %d', (seed) => {
    const trials = study({ type: 'auto' }, crossing, seed);
    const wholes = sum(trials.filter((trial) => auditedAt(trial) !== undefined).map(lastStep)) / sum(trials.map(lastStep));
    expect(wholes).toBeGreaterThan(0.4);
    expect(prunedIn(trials.slice(-10))).toBe(0);
    expect(
      auditedIn(trials)
        .at(-1)
        ?.reports.flatMap(({ decision }) => decision?.numbers.harm ?? [])[0],
    ).toBeGreaterThan(0.5);
  });

  it.each([1, 2, 3, 4, 5])('goes on pruning where they do not, seed %d', (seed) => {
    const trials = study({ type: 'auto' }, parallel, seed);
    expect(auditedIn(trials).length).toBeGreaterThan(1);
    const half = latter(trials);
    expect(prunedIn(half) / half.length).toBeGreaterThan(0.75);
  });

  it('eases off a pruner that pauses and promotes, too', () => {
    const pruner = audited(asha.create({ min_iter: 1, max_iter: 4, eta: 3, mode: 'promote' }, { epochs: 4 }), 0.05, true);
    const decision = { verdict: 'audited', numbers: {} } as const;
    const wrong = [3, 4, 5].map((number) => {
      const trial = completeTrial(number, [9, 9, 9, 1 / number]);
      return { ...trial, reports: trial.reports.map((report) => (report.step === 1 ? { ...report, decision } : report)) };
    });
    const trial = runningTrial(6, [8]);
    const letThrough = [0, 1, 2].map((number) => completeTrial(number, [1, 1, 1, 1 + number]));
    const context = { trial, objective, epochs: 4, studySeed: 1 } as const;
    expect(pruner.decide({ ...context, trials: [...letThrough, ...wrong, trial] })).toMatchObject({
      prune: false,
      audited: true,
      numbers: { audits: 3, wrong: 3, harm: expect.toSatisfy((harm: number) => harm > 0.5) },
    });
    const paused = [3, 4, 5].map((number) => ({ ...prunedTrial(number, [9]), paused: true }));
    expect(pruner.decide({ ...context, trials: [...letThrough, ...paused, trial] })).toMatchObject({
      prune: true,
      pause: true,
      numbers: { harm: expect.toSatisfy((harm: number) => harm < 0.05) },
    });
  });
});

it('decides from the recorded trials alone: a pruner that has seen nothing else decides the same', () => {
  const trials = study({ type: 'auto' }, crossing);
  const context = { objective, epochs, studySeed: 1 } as const;
  const old = createPruner({ type: 'auto' }, { epochs });
  const verdicts = new Set<boolean>();
  for (let number = 10; number < trials.length; number += 7) {
    // Worse than all others at the first rung: to be pruned, or to run on as an audit.
    const trial = runningTrial(number, [3, 3]);
    const seen = [...trials.slice(0, number), trial];
    const decision = old.decide({ ...context, trial, trials: seen });
    expect(createPruner({ type: 'auto' }, { epochs }).decide({ ...context, trial, trials: seen })).toEqual(decision);
    verdicts.add(decision.prune);
  }
  expect([...verdicts].sort()).toEqual([false, true]);
});

it('audits no trial that has diverged', () => {
  const pruner = createPruner({ type: 'asha', audit: 1 }, { epochs });
  const trial = runningTrial(3, [Number.NaN]);
  const trials = [...[0, 1, 2].map((number) => completeTrial(number, [1, 1, 1])), trial];
  const context = { trial, trials, objective, epochs, studySeed: 1 } as const;
  expect(pruner.decide(context)).toMatchObject({ prune: true });
});
