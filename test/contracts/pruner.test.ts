/** What every registered pruner must do, whoever wrote it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/core/errors.js';
import { accepts } from '../../src/core/option.js';
import type { PruneContext, PruneDecision, Pruner } from '../../src/core/pruner.js';
import type { PrunerSpec } from '../../src/core/study-spec.js';
import type { Report, RunningTrial, Trial } from '../../src/core/trial.js';
import { createPruner, pruners } from '../../src/pruners/index.js';
import { completeTrial, failedTrial, prunedTrial, reportsOf, runningTrial } from '../fixtures/trials.js';

const epochs = 12;
const objective = { metric: 'loss', goal: 'minimize' } as const;

/** What a pruner cannot do without. */
const needed: Readonly<Record<string, object>> = { threshold: { lower: -100, upper: 100 } };
const defaults = Object.keys(pruners).map((type): PrunerSpec => ({ type, ...needed[type] }));
/** Settings that make another algorithm of the same pruner. */
const variants: PrunerSpec[] = [
  { type: 'asha', mode: 'promote' },
  { type: 'hyperband', min_iter: 1 },
  { type: 'hyperband', min_iter: 2, strict: false },
  { type: 'percentile', min_trials: 1, warmup: 1, interval: 2 },
  { type: 'patient', of: 'none' },
  { type: 'patient', of: 'asha', patience: 1 },
  { type: 'patient', of: 'curve', patience: 2 },
  { type: 'threshold', lower: -5, upper: 5 },
];

const loss = fc.double({ noNaN: true, min: -10, max: 10 });
const odd = fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY);
const losses = fc.array(fc.oneof({ weight: 9, arbitrary: loss }, odd), { minLength: 1, maxLength: epochs });
const finite = fc.array(loss, { minLength: 1, maxLength: epochs });
const peersOf = (history: fc.Arbitrary<number[]>) =>
  fc
    .array(fc.tuple(history, fc.constantFrom(completeTrial, prunedTrial, runningTrial)), { maxLength: 20 })
    .map((histories) => histories.map(([values, make], number): Trial => make(number, values)));

function contextOf(trial: RunningTrial, trials: readonly Trial[]): PruneContext {
  return { trial, trials, objective, epochs, studySeed: 1 };
}

function decide(spec: PrunerSpec, trial: RunningTrial, others: readonly Trial[]): PruneDecision {
  return createPruner(spec, { epochs }).decide(contextOf(trial, [...others, trial]));
}

/** Audits may cost a share of all steps, those of diverged trials too. */
function unaudited(spec: PrunerSpec): Pruner {
  return createPruner({ ...spec, ...(pruners[spec.type]?.options.audit && { audit: 0 }) }, { epochs });
}

describe.each([...defaults, ...variants])('pruner %o', (spec) => {
  it('decides the same whenever it is asked about the same trials, and changes none of them', () => {
    fc.assert(
      fc.property(peersOf(losses), losses, (others, history) => {
        const trial = runningTrial(others.length, history);
        const context = contextOf(trial, [...others, trial]);
        const before = structuredClone(context);
        const decision = createPruner(spec, { epochs }).decide(context);
        expect(createPruner(spec, { epochs }).decide(before)).toEqual(decision);
        expect(context).toEqual(before);
      }),
    );
  });

  it('explains every pruning, in words and numbers', () => {
    fc.assert(
      fc.property(peersOf(losses), losses, (others, history) => {
        const decision = decide(spec, runningTrial(others.length, history), others);
        if (decision.prune) {
          expect(decision.explanation).toMatch(/loss (-?\d|NaN|-?Infinity).* step \d+/);
          expect(Object.keys(decision.numbers)).not.toEqual([]);
        }
        for (const number of Object.values(decision.numbers ?? {})) expect(number).toSatisfy(Number.isFinite);
      }),
    );
  });

  it('says nothing of a trial that has reported nothing, nor of a report without the objective', () => {
    fc.assert(
      fc.property(peersOf(losses), (others) => {
        const silent: Report = { step: 1, metrics: { other: 1 }, loss: Number.NaN };
        for (const reports of [[], [silent]]) {
          expect(decide(spec, { ...runningTrial(others.length), reports }, others)).toEqual({ prune: false });
        }
      }),
    );
  });

  it('decides by its trials alone, whatever it was asked before', () => {
    fc.assert(
      fc.property(fc.array(event, { minLength: 20, maxLength: 120 }), (events) => {
        const trials: Trial[] = [];
        const known = createPruner(spec, { epochs });
        for (const { does, pick, value, copies } of events) {
          // A list of its own now and then, as a restored study has one.
          const list = copies ? [...trials] : trials;
          const trial = step(does, pick, value, trials);
          list.splice(0, list.length, ...trials);
          if (trial) {
            const decision = known.decide(contextOf(trial, list));
            expect(decision).toEqual(createPruner(spec, { epochs }).decide(contextOf(trial, [...trials])));
            if (decision.prune) {
              const paused = decision.pause && { paused: true };
              trials[trial.number] = { ...prunedTrial(trial.number, []), reports: trial.reports, ...paused };
            }
          }
          const promoted = known.promote?.({ trials: list, objective, epochs, studySeed: 1 });
          const promotedAnew = createPruner(spec, { epochs }).promote?.({ trials: [...list], objective, epochs, studySeed: 1 });
          expect(promoted).toBe(promotedAnew);
          if (promoted !== undefined && does === 'ask') {
            trials[promoted] = { ...runningTrial(promoted), reports: trials[promoted]?.reports ?? [] };
          }
        }
      }),
      // A counterexample may take long to make small.
      { interruptAfterTimeLimit: 3000 },
    );
  });
});

type Event = { does: 'ask' | 'report' | 'complete' | 'fail' | 'interrupt'; pick: number; value: number; copies: boolean };
const event: fc.Arbitrary<Event> = fc.record({
  does: fc.constantFrom('ask', 'ask', 'report', 'report', 'report', 'report', 'report', 'complete', 'fail', 'interrupt'),
  pick: fc.nat(),
  value: fc.oneof({ weight: 9, arbitrary: loss }, odd),
  copies: fc.integer({ min: 0, max: 9 }).map((draw) => draw === 0),
});

/** Lets something happen to one of the trials; the trial that has reported, if one has. */
function step(does: Event['does'], pick: number, value: number, trials: Trial[]): RunningTrial | undefined {
  const running = trials.filter((trial) => trial.state === 'running');
  const trial = running[pick % running.length];
  if (does === 'ask' || trial === undefined) {
    const waiting = trials.find(({ state }) => state === 'waiting');
    const number = waiting?.number ?? trials.length;
    trials[number] = runningTrial(number);
    return undefined;
  }
  const { number, reports } = trial;
  if (does === 'report') {
    const reported = { ...trial, reports: [...reports, { step: reports.length + 1, metrics: { loss: value }, loss: value }] };
    trials[number] = reported;
    return reported;
  }
  if (does === 'interrupt') trials[number] = { state: 'waiting', number, params: {}, attempt: 1, reports: [] };
  if (does === 'fail') trials[number] = { ...failedTrial(number), reports };
  if (does === 'complete') trials[number] = { ...completeTrial(number, [pick % 7]), reports };
  return undefined;
}

describe.each(defaults)('pruner %o, as it is by default', (spec) => {
  it('never prunes the best trial, nor the first one', () => {
    fc.assert(
      fc.property(peersOf(losses), fc.integer({ min: 1, max: epochs }), (others, steps) => {
        expect(decide(spec, runningTrial(others.length, Array(steps).fill(-11)), others).prune).toBe(false);
      }),
    );
    for (let steps = 1; steps <= epochs; steps++) {
      expect(
        decide(
          spec,
          runningTrial(
            0,
            Array.from({ length: steps }, (_, i) => i),
          ),
          [],
        ).prune,
      ).toBe(false);
    }
  });

  it('knows its options and their defaults', () => {
    const { options } = pruners[spec.type] ?? {};
    for (const option of Object.values(options ?? {})) {
      if (option.default !== undefined) expect(accepts(option, option.default)).toBe(true);
    }
    expect(() => createPruner({ ...spec, no_such_option: 1 })).toThrow(UsageError);
  });
});

describe.each([...defaults, ...variants].filter(({ type }) => type !== 'none'))('pruner %o and NaN', (spec) => {
  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
    'prunes a trial that came to %d, for good',
    (value) => {
      const decisions = Array.from({ length: epochs }, (_, i) => decide(spec, runningTrial(0, Array(i + 1).fill(value)), []));
      const first = decisions.find(({ prune }) => prune);
      expect(first).toMatchObject({ prune: true, explanation: expect.stringMatching(`^loss ${value} at step \\d+`) });
      expect(first).not.toHaveProperty('pause');
    },
  );

  it('counts no such values of its peers', () => {
    fc.assert(
      fc.property(
        peersOf(finite),
        losses,
        fc.array(fc.array(odd, { minLength: 1, maxLength: epochs })),
        (others, history, diverged) => {
          const trial = runningTrial(others.length, history);
          const trials = [...others, trial];
          const makers = [runningTrial, prunedTrial];
          const nowhere = diverged.map((values, i) => {
            const number = trials.length + i;
            const make = makers[i % 3];
            return make ? make(number, values) : { ...failedTrial(number), reports: reportsOf(values) };
          });
          const decision = unaudited(spec).decide(contextOf(trial, [...trials, ...nowhere]));
          expect(decision).toEqual(unaudited(spec).decide(contextOf(trial, trials)));
        },
      ),
    );
  });
});

it('none lets even a diverged trial run on', () => {
  expect(decide({ type: 'none' }, runningTrial(0, [Number.NaN]), [])).toEqual({ prune: false });
});

it('names the pruners there are', () => {
  expect(() => createPruner({ type: 'hyperbrand' })).toThrow(/one of .*asha.*, got "hyperbrand"/);
});
