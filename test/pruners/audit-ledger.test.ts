import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Trial } from '../../src/core/trial.js';
import { AuditLedger } from '../../src/pruners/audit-ledger.js';
import { completeTrial, failedTrial, runningTrial } from '../fixtures/trials.js';

const states = ['waits', 'runs', 'complete', 'failed'] as const;

interface Fate {
  readonly state: (typeof states)[number];
  readonly losses: readonly number[];
  readonly auditedAt: number;
  readonly finishedAt: number;
}

/** The trial of a number; nothing is reported while it waits for its turn. */
function trialOf(number: number, { state, losses, auditedAt, finishedAt }: Fate): Trial {
  if (state === 'waits') return runningTrial(number);
  const trial = completeTrial(number, losses);
  const decision = { verdict: 'audited', numbers: {} } as const;
  const reports = trial.reports.map((report) => (report.step === auditedAt ? { ...report, decision } : report));
  if (state === 'runs') return { ...runningTrial(number), reports };
  return state === 'failed' ? { ...failedTrial(number), reports } : { ...trial, reports, finishedAt };
}

const fate = fc.record({
  state: fc.constantFrom(...states),
  losses: fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 5 }),
  auditedAt: fc.integer({ min: 1, max: 8 }),
  finishedAt: fc.integer({ min: 0, max: 20 }),
});

function summary(ledger: AuditLedger) {
  const { steps, longest, letThrough, wholeSteps, extraStepsOfComplete, posterior, standings } = ledger;
  const { list, wrong } = standings;
  return {
    steps,
    longest,
    letThrough,
    wholeSteps,
    extraStepsOfComplete,
    posterior,
    list,
    wrong,
    extra: ledger.extraStepsInTheEnd(9),
  };
}

it('knows the same however the trials came to be what they are, in the same array or in others', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fate, fate), { minLength: 1, maxLength: 8 }),
      fc.array(fc.tuple(fc.nat({ max: 7 }), fc.boolean()), { maxLength: 12 }),
      (fates, changes) => {
        const ledger = new AuditLedger();
        let trials = fates.map(([{ losses, ...before }], number) => trialOf(number, { ...before, losses, state: 'runs' }));
        ledger.follow(trials);
        for (const [number, copies] of changes) {
          const [, after] = fates[number] ?? [];
          if (after === undefined || trials[number]?.state !== 'running') continue;
          if (copies) trials = [...trials];
          trials[number] = trialOf(number, after);
          ledger.follow(trials);
          const fresh = new AuditLedger();
          fresh.follow(trials);
          expect(summary(ledger)).toEqual(summary(fresh));
        }
      },
    ),
  );
});

it('begins anew with the trials of another study', () => {
  const ledger = new AuditLedger();
  ledger.follow([completeTrial(0, [3, 2]), completeTrial(1, [3, 1])]);
  ledger.follow([completeTrial(3, [1, 1, 1])]);
  expect([ledger.steps, ledger.letThrough, ledger.wholeSteps]).toEqual([3, 1, 3]);
});
