import { describe, expect, it } from 'vitest';
import type { StudySpec } from '../../src/core/study-spec.js';
import type { RunningTrial } from '../../src/core/trial.js';
import { Study } from '../../src/study/study.js';
import { mixedSpace, smallSpace } from '../fixtures/search-spaces.js';

const spec: StudySpec = {
  name: 'test',
  objective: { metric: 'accuracy', goal: 'maximize' },
  space: mixedSpace,
  sampler: { type: 'random' },
  pruner: { type: 'asha' },
  budget: {},
  seed: 1,
  task: { kind: 'inline', epochs: 9 },
};

function ask(study: Study, at = 0): RunningTrial {
  const trial = study.ask(at);
  if (trial === 'exhausted') throw new Error('Expected a trial, got exhausted');
  return trial;
}

describe('ask', () => {
  it('numbers trials from 0 and starts their first attempt', () => {
    const study = new Study(spec);
    expect([ask(study, 5), ask(study, 6)]).toMatchObject([
      { number: 0, state: 'running', attempt: 1, reports: [], startedAt: 5 },
      { number: 1, state: 'running', attempt: 1, reports: [], startedAt: 6 },
    ]);
  });

  it('gives the same trials for the same seed, others for another', () => {
    const first = (seed: number) => ask(new Study({ ...spec, seed })).params;
    expect(first(1)).toEqual(first(1));
    expect(first(2)).not.toEqual(first(1));
  });

  it('takes up waiting trials first, with the same parameters and a new attempt', () => {
    const study = new Study(spec);
    const trial = ask(study);
    ask(study);
    study.report(0, 1, { accuracy: 0.5 });
    const { params, suggestion } = trial;
    expect(study.interrupt(0)).toEqual({ state: 'waiting', number: 0, params, suggestion, attempt: 1, reports: [] });
    expect(ask(study, 9)).toEqual({ state: 'running', number: 0, params, suggestion, attempt: 2, reports: [], startedAt: 9 });
    expect(ask(study).number).toBe(2);
  });

  it('lets an interrupted trial go on after the step that it kept', () => {
    const study = new Study({ ...spec, pruner: { type: 'none' } });
    const { params } = ask(study);
    for (const step of [1, 2, 3]) study.report(0, step, { accuracy: step / 10 });
    const reports = study.trials[0]?.reports.slice(0, 2);
    expect(study.keptStep(0, [1, 2])).toBe(2);
    expect(study.interrupt(0, 2)).toMatchObject({ state: 'waiting', params, attempt: 1, resumeStep: 2, reports });
    expect(ask(study)).toMatchObject({ number: 0, params, attempt: 2, resumeStep: 2, reports });
    // What it begins anew tells nothing new; what it had not kept does.
    expect(study.report(0, 2, { accuracy: 0.9 })).toMatchObject({ known: true, report: reports?.[1] });
    expect(study.report(0, 3, { accuracy: 0.5 })).toMatchObject({ known: false, report: { step: 3, loss: -0.5 } });
    // A crash is no different, and where nothing more was kept it is still that step.
    study.repeat(0, { kind: 'failed', reason: 'crashed', message: '' }, 5);
    expect(study.trials[0]).toMatchObject({ state: 'waiting', resumeStep: 2, reports, crashes: 1 });
  });

  it('is exhausted when the grid is', () => {
    const study = new Study({ ...spec, space: smallSpace, sampler: { type: 'grid' } });
    for (let i = 0; i < 8; i++) ask(study);
    expect(study.ask(0)).toBe('exhausted');
  });
});

describe('report', () => {
  it('keeps what was measured and turns the objective into a loss', () => {
    const study = new Study(spec);
    ask(study);
    const { report, decision, known } = study.report(0, 2, { accuracy: 0.75, loss: 2 });
    expect(report).toMatchObject({ step: 2, metrics: { accuracy: 0.75, loss: 2 }, loss: -0.75 });
    expect(decision.prune).toBe(false);
    expect(known).toBe(false);
    expect(study.trials[0]?.reports).toEqual([report]);
  });

  it('has a loss of NaN without the objective', () => {
    const study = new Study({ ...spec, pruner: { type: 'none' } });
    ask(study);
    expect(study.report(0, 1, { f1: 0.5 }).report.loss).toBeNaN();
  });

  it.each([
    [2, 'got step 2'],
    [1, 'got step 1'],
    [2.5, 'got step 2.5'],
  ])('refuses step %d after step 2', (step, message) => {
    const study = new Study(spec);
    ask(study);
    study.report(0, 2, { accuracy: 0.5 });
    expect(() => study.report(0, step, { accuracy: 0.5 })).toThrow(
      `Expected trial 0 to report at a whole step above 2, ${message}`,
    );
  });

  it('decides to prune, and stays with it', () => {
    const study = new Study(spec);
    ask(study);
    ask(study);
    study.report(0, 1, { accuracy: 0.9 });
    const { decision } = study.report(1, 1, { accuracy: 0.2 });
    const explanation = expect.stringMatching(/accuracy 0.2 at step 1 .*bound 0.9/);
    expect(decision).toMatchObject({ prune: true, explanation });
    expect(study.report(1, 2, { accuracy: 0.99 }).decision).toEqual(decision);
    expect(study.tell(1, { kind: 'pruned' }, 7)).toMatchObject({
      state: 'pruned',
      finishedAt: 7,
      explanation,
    });
  });

  it('keeps every decision with its numbers, and nothing where there was nothing to decide', () => {
    const study = new Study(spec);
    ask(study);
    ask(study);
    for (const step of [1, 2]) study.report(0, step, { accuracy: 0.9 });
    study.report(1, 1, { accuracy: 0.2 });
    const verdicts = study.trials.map(({ reports }) => reports.map(({ decision }) => decision?.verdict));
    expect(verdicts).toEqual([['continue', undefined], ['prune']]);
    expect(study.trials[1]?.reports[0]?.decision?.numbers).toMatchObject({ rung: 1, value: 0.2, bound: 0.9 });
  });

  it('never prunes at the last step', () => {
    const study = new Study(spec);
    for (const number of [0, 1]) {
      ask(study);
      // Without a report before, step 9 is the first to reach the rungs 1, 3 and 9.
      expect(study.report(number, 9, { accuracy: 0.9 - number / 2 }).decision).toEqual({ prune: false });
    }
  });
});

describe('a pruner that promotes', () => {
  const promoting: StudySpec = { ...spec, pruner: { type: 'asha', mode: 'promote' } };

  /** Three trials that pause at the first rung, the second the best. */
  function paused(): Study {
    const study = new Study(promoting);
    for (const [number, accuracy] of [0.2, 0.9, 0.5].entries()) {
      ask(study);
      expect(study.report(number, 1, { accuracy }).decision).toMatchObject({ prune: true, pause: true });
      expect(study.tell(number, { kind: 'pruned' }, 10)).toMatchObject({ state: 'pruned', paused: true });
    }
    return study;
  }

  it('is told apart from others before the first trial', () => {
    expect([new Study(promoting).mayPause, new Study(spec).mayPause]).toEqual([true, false]);
  });

  it('lets the best paused trial go on before a new one starts', () => {
    const study = paused();
    const reports = study.trials[1]?.reports;
    expect(study.takeUp(20)).toMatchObject({ state: 'running', number: 1, attempt: 2, resumeStep: 1, reports, startedAt: 20 });
    expect(study.takeUp(21)).toBeUndefined();
    expect(ask(study).number).toBe(3);
  });

  it('lets the paused trial that came farthest go on when the search would end with nothing to show', () => {
    const study = new Study({ ...promoting, budget: { trials: 2 } });
    for (const number of [0, 1]) {
      ask(study);
      study.report(number, 1, { accuracy: 0.4 + number / 4 });
    }
    study.tell(1, { kind: 'pruned' }, 10);
    expect(study.takeUp(11)).toBeUndefined();
    study.tell(0, { kind: 'pruned' }, 12);
    for (const resumeStep of [1, 3]) {
      expect(study.takeUp(13)).toMatchObject({ number: 1, resumeStep });
      for (const step of [resumeStep + 1, resumeStep * 3]) study.report(1, step, { accuracy: 0.7 });
      if (resumeStep === 1) study.tell(1, { kind: 'pruned' }, 14);
    }
    study.tell(1, { kind: 'complete', metrics: { accuracy: 0.7 } }, 15);
    expect(study.takeUp(16)).toBeUndefined();
  });

  it('lets paused trials go on, those that came farthest first, where nothing new is left to try and a budget has room', () => {
    const space = { parameters: [{ name: 'x', distribution: { kind: 'int' as const, low: 1, high: 4 } }] };
    /** The numbers of the trials that come to their end, in order. */
    function completed(budget: StudySpec['budget']): number[] {
      const study = new Study({ ...promoting, space, sampler: { type: 'grid' }, budget });
      const order: number[] = [];
      for (let trial = study.ask(0); trial !== 'exhausted'; trial = study.ask(0)) {
        const { number, resumeStep = 0 } = trial;
        const paused = [1, 3, 9].find((step) => {
          return step > resumeStep && study.report(number, step, { accuracy: number / 4 }).decision.prune;
        });
        if (paused === undefined) order.push(number);
        study.tell(
          number,
          paused === undefined ? { kind: 'complete', metrics: { accuracy: number / 4 } } : { kind: 'pruned' },
          0,
        );
      }
      return order;
    }
    expect(completed({ trials: 100 })).toEqual([3, 2, 1, 0]);
    expect(completed({ epochs: 100 })).toEqual([3, 2, 1, 0]);
    // Without a budget the rungs alone say who goes on.
    expect(completed({})).toEqual([3]);
  });

  it('learns nothing new from a promoted trial that begins anew, until it is past its step', () => {
    const study = paused();
    study.takeUp(20);
    const first = study.report(1, 1, { accuracy: 0.9 });
    expect([first.known, first.decision]).toEqual([true, { prune: false }]);
    expect(study.trials[1]?.reports).toEqual([first.report]);
    expect(study.report(1, 2, { accuracy: 0.95 }).known).toBe(false);
    expect(study.trials[1]?.reports).toHaveLength(2);
  });

  it('keeps what an interrupted trial had been promoted with, also after a kill', () => {
    const study = paused();
    study.takeUp(20);
    study.report(1, 2, { accuracy: 0.95 });
    const killed = new Study(promoting, study.trials);
    study.interrupt(1);
    for (const one of [study, killed]) {
      expect(one.trials[1]).toMatchObject({ state: 'waiting', resumeStep: 1, reports: [{ step: 1 }] });
      expect(one.takeUp(30)).toMatchObject({ state: 'running', attempt: 3, resumeStep: 1, reports: [{ step: 1 }] });
    }
  });
});

describe('tell', () => {
  const told = (metrics: Record<string, number>) => {
    const study = new Study(spec);
    ask(study, 3);
    return study.tell(0, { kind: 'complete', metrics }, 4);
  };

  it('completes a trial', () => {
    expect(told({ accuracy: 0.8, loss: 1 })).toMatchObject({
      state: 'complete',
      startedAt: 3,
      finishedAt: 4,
      metrics: { accuracy: 0.8, loss: 1 },
      loss: -0.8,
    });
  });

  it('fails a trial whose result lacks the objective, and says what came', () => {
    expect(told({ f1: 0.8, loss: 1 })).toMatchObject({
      state: 'failed',
      reason: 'error',
      message: 'Expected the metric "accuracy" in the trial\'s result, got f1, loss',
    });
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('fails a trial that came to %d', (accuracy) => {
    expect(told({ accuracy })).toMatchObject({ state: 'failed', reason: 'diverged', message: `accuracy is ${accuracy}` });
  });

  it.each([Number.NaN, Number.NEGATIVE_INFINITY])('fails a trial that its pruner stopped at %d', (accuracy) => {
    const study = new Study(spec);
    ask(study);
    expect(study.report(0, 1, { accuracy }).decision).toMatchObject({ prune: true });
    study.report(0, 2, { other: 1 });
    expect(study.tell(0, { kind: 'pruned' }, 1)).toMatchObject({
      state: 'failed',
      reason: 'diverged',
      message: `accuracy ${accuracy} at step 1: a trial that has diverged does not come back`,
    });
  });

  it('keeps why a trial failed', () => {
    const study = new Study(spec);
    ask(study);
    const outcome = { kind: 'failed', reason: 'timeout', message: 'ran longer than 5 s' } as const;
    expect(study.tell(0, outcome, 1)).toMatchObject({ state: 'failed', reason: 'timeout', message: 'ran longer than 5 s' });
  });

  it('wants a running trial, and a decision for a pruned one', () => {
    const study = new Study(spec);
    ask(study);
    expect(() => study.tell(0, { kind: 'pruned' }, 1)).toThrow('no decision to prune it was taken');
    study.tell(0, { kind: 'complete', metrics: { accuracy: 1 } }, 1);
    expect(() => study.tell(0, { kind: 'complete', metrics: { accuracy: 1 } }, 1)).toThrow(
      'Expected trial 0 to be running, it is complete',
    );
    expect(() => study.report(4, 1, {})).toThrow('Expected trial 4 to be running, it is unknown');
  });
});

it('restores a study whose process was killed: running trials wait for another attempt', () => {
  const killed = new Study(spec);
  ask(killed);
  ask(killed);
  killed.tell(0, { kind: 'complete', metrics: { accuracy: 0.6 } }, 1);
  killed.report(1, 1, { accuracy: 0.7 });

  const restored = new Study(spec, killed.trials);
  expect(restored.incumbent?.number).toBe(0);
  expect(restored.trials[1]).toMatchObject({ state: 'waiting', reports: [] });
  expect(ask(restored)).toMatchObject({ number: 1, attempt: 2, params: killed.trials[1]?.params });
});

describe('a trial that crashed', () => {
  const crash = { kind: 'failed', reason: 'crashed', message: 'SIGKILL' } as const;

  it('rests, then runs again with the same parameters, as often as it may', () => {
    const study = new Study({ ...spec, retries: 2, budget: { trials: 1 } });
    const { params } = ask(study, 0);
    expect(study.repeats(0, crash)).toBe(true);
    expect(study.repeat(0, crash, 5000)).toMatchObject({ state: 'failed', reason: 'crashed', finishedAt: 5000, attempt: 1 });
    expect(study.restsUntil()).toBe(6000);
    expect(study.ask(5999)).toBe('exhausted');
    expect(ask(study, 6000)).toMatchObject({ number: 0, params, attempt: 2, crashes: 1 });
    study.repeat(0, crash, 7000);
    // Twice as long as the first time.
    expect(study.restsUntil()).toBe(9000);
    expect(ask(study, 9000)).toMatchObject({ attempt: 3, crashes: 2 });
    expect(study.repeats(0, crash)).toBe(false);
    expect(study.tell(0, crash, 9500)).toMatchObject({ state: 'failed', reason: 'crashed', crashes: 2 });
  });

  it('does not keep others from running meanwhile', () => {
    const study = new Study(spec);
    ask(study, 0);
    study.repeat(0, crash, 10);
    expect(ask(study, 20).number).toBe(1);
  });

  it('runs again only for a crash', () => {
    const study = new Study(spec);
    ask(study);
    expect(study.repeats(0, { kind: 'failed', reason: 'error', message: 'a mistake' })).toBe(false);
  });
});
