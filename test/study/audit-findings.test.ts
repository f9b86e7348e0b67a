import { describe, expect, it } from 'vitest';
import type { CompleteTrial, Trial } from '../../src/core/trial.js';
import { auditFindings, auditReport, auditText } from '../../src/study/audit-findings.js';
import { completeTrial, prunedTrial, runningTrial } from '../fixtures/trials.js';

const objectives = [{ metric: 'loss', goal: 'minimize' }] as const;

function audited<T extends Trial>(trial: T, numbers: Readonly<Record<string, number>> = {}): T {
  const [first, ...rest] = trial.reports;
  return first ? { ...trial, reports: [{ ...first, decision: { verdict: 'audited', numbers } }, ...rest] } : trial;
}

/** 31 let through with the losses 1 to 31, and ten audited ones: one at 2.5, the others behind all. */
function study(numbers?: Readonly<Record<string, number>>): Trial[] {
  const letThrough = Array.from({ length: 31 }, (_, i) => completeTrial(i, [50, i + 1]));
  const losses = [2.5, ...Array.from({ length: 9 }, (_, i) => 40 + i)];
  return [...letThrough, ...losses.map((loss, i): CompleteTrial => audited(completeTrial(31 + i, [50, loss]), numbers))];
}

describe('how often the pruner was wrong', () => {
  it('counts the audited trials in the best tenth, with the interval of Jeffreys', () => {
    const findings = auditFindings(study(), objectives);
    expect(findings).toMatchObject({ audited: 10, wrong: 1, top: 4, complete: 41 });
    // Brown, Cai & DasGupta (2001), table 5, x = 1 of n = 10.
    expect(findings?.interval[0]).toBeCloseTo(0.011, 3);
    expect(findings?.interval[1]).toBeCloseTo(0.381, 3);
  });

  it('has an interval from 0 where none was wrong and to 1 where all were', () => {
    const [best, worst] = [audited(completeTrial(1, [5, 1])), audited(completeTrial(1, [5, 9]))];
    expect(auditFindings([completeTrial(0, [3, 2]), worst], objectives)?.interval[0]).toBe(0);
    expect(auditFindings([completeTrial(0, [3, 2]), best], objectives)?.interval[1]).toBe(1);
  });

  it('is a sentence', () => {
    expect(auditText(study(), objectives)).toBe(
      'Audit: 10 trials ran on that early stopping would have ended; 1 of 10 came among the best 4 of 41 complete trials ' +
        '(10 %, 95 % interval 1 to 38 %; 10 % would if it stopped trials at random).',
    );
    expect(auditText([completeTrial(0, [3, 2]), audited(completeTrial(1, [5, 1]))], objectives)).toBe(
      'Audit: 1 trial ran on that early stopping would have ended; 1 of 1 came first of 2 complete trials ' +
        '(100 %, 95 % interval 15 to 100 %; 50 % would if it stopped trials at random).',
    );
  });

  it('says why trials ran on where stopping did harm', () => {
    expect(auditFindings(study({ harm: 0.4, wholes: 3 }), objectives)).not.toHaveProperty('easedOff');
    // One was better than 29 of the 31 let through, nine than none.
    expect(auditText(study({ harm: 0.8, wholes: 6.25 }), objectives)).toMatch(
      /at random\)\. 10 of 10 ran on because stopping did not pay: with those stopped beside it a trial that was let through cost as much as 6\.3 that run to their end, and audited ones were better than 9 % of those let through\.$/,
    );
  });

  it('says in a report that nothing is known where trials were stopped and none ran on', () => {
    expect(auditReport(study(), objectives)).toBe(auditText(study(), objectives));
    const stopped = [completeTrial(0, [3, 2]), prunedTrial(1, [9]), prunedTrial(2, [8]), prunedTrial(3, [Number.NaN])];
    expect(auditReport(stopped, objectives)).toBe(
      'Audit: none of 2 trials to be stopped ran on to its end, so how often that was wrong is not known.',
    );
    expect(auditReport(stopped.slice(0, 1), objectives)).toBeUndefined();
  });

  it('says nothing while no audited trial is complete', () => {
    const trials = [completeTrial(0, [3, 2]), prunedTrial(1, [9]), audited(runningTrial(2, [9, 8]))];
    expect(auditFindings(trials, objectives)).toBeUndefined();
    expect(auditText(trials, objectives)).toBeUndefined();
  });
});
