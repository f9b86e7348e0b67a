import { expect, it } from 'vitest';
import type { CompleteTrial, Trial } from '../../src/core/trial.js';
import { auditedAt, auditStandings, extraSteps } from '../../src/pruners/audit-record.js';
import { completeTrial, runningTrial } from '../fixtures/trials.js';

/** The trial would have been pruned at `step`. */
function audited<T extends Trial>(trial: T, step: number): T {
  const decision = { verdict: 'audited', numbers: {} } as const;
  return { ...trial, reports: trial.reports.map((report) => (report.step === step ? { ...report, decision } : report)) };
}

it('compares an audited trial with those that were complete when it ended, however they are numbered', () => {
  const early: CompleteTrial = { ...completeTrial(5, [9, 3]), finishedAt: 1 };
  const late: CompleteTrial = { ...completeTrial(0, [9, 1]), finishedAt: 10 };
  const trial: CompleteTrial = { ...audited(completeTrial(2, [9, 2]), 1), finishedAt: 5 };
  expect(auditStandings([late, trial, early]).list).toEqual([{ won: true, of: 1, better: 0 }]);
});

it('counts only those let through, but takes the best of all for the best', () => {
  const [first, second, third] = [
    completeTrial(0, [9, 5]),
    audited(completeTrial(1, [9, 2]), 1),
    audited(completeTrial(2, [9, 3]), 1),
  ];
  expect(auditStandings([first, second, third]).list).toEqual([
    { won: true, of: 1, better: 0 },
    { won: false, of: 1, better: 0 },
  ]);
});

it('has an audited trial win against nobody and with an equal loss never', () => {
  expect(auditStandings([audited(completeTrial(0, [9, 1]), 1)]).list).toEqual([{ won: false, of: 0, better: 0 }]);
  const equal = [completeTrial(0, [9, 1]), audited(completeTrial(1, [9, 1]), 1)];
  expect(auditStandings(equal).list).toEqual([{ won: false, of: 1, better: 0 }]);
});

it('knows where a trial would have ended, and what it ran beyond', () => {
  const trial = audited(runningTrial(0, [4, 3, 2, 1]), 3);
  expect([auditedAt(trial), extraSteps(trial)]).toEqual([3, 1]);
  expect([auditedAt(runningTrial(0, [4, 3])), extraSteps(runningTrial(0, [4, 3]))]).toEqual([undefined, 0]);
});
