import { expect, it } from 'vitest';
import type { Decision, Trial } from '../../src/core/trial.js';
import { rungText } from '../../src/tui/rung.js';

/** A trial with the verdicts on its steps, from 1. */
function trial(number: number, ...verdicts: (Decision['verdict'] | undefined)[]): Trial {
  const reports = verdicts.map((verdict, i) => ({
    ...{ step: i + 1, loss: 0, metrics: {} },
    ...(verdict && { decision: { verdict, numbers: {} } }),
  }));
  const base = { number, params: {}, attempt: 1, reports, startedAt: 0, finishedAt: 1 };
  return verdicts.at(-1) === 'prune' || verdicts.at(-1) === 'pause'
    ? { ...base, state: 'pruned', explanation: '' }
    : { ...base, state: 'complete', metrics: {}, loss: 0 };
}

it('says who came to where a trial was pruned, and who was let on or promoted since', () => {
  const pruned = trial(3, 'continue', 'prune');
  const others = [
    trial(0, 'continue', 'continue'),
    trial(1, 'prune'),
    trial(2, 'pause'),
    trial(4, 'continue', 'pause', 'continue'),
  ];
  expect(rungText(pruned, [...others, pruned])).toBe('3 trials came to step 2 so far; survived: 2 trials (0, 4)');
  expect(rungText(trial(5, 'prune'), [trial(5, 'prune')])).toBe('1 trial came to step 1 so far; none of them survived');
});

it('lists no more than can be read', () => {
  const pruned = trial(20, 'prune');
  const others = Array.from({ length: 15 }, (_, number) => trial(number, 'continue'));
  expect(rungText(pruned, [...others, pruned])).toContain(
    'survived: 15 trials (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 3 more)',
  );
});

it('has nothing to say of a trial that no decision ended', () => {
  expect(rungText(trial(0, 'continue', undefined), [])).toBeUndefined();
});

it('counts those of which only the last report is known', () => {
  const { reports, ...rest } = trial(1, undefined, 'continue', 'continue');
  const outlined = { ...rest, reports: reports.slice(-1), outline: { count: 3, decided: [2, 3] } };
  const pruned = trial(3, undefined, 'prune');
  expect(rungText(pruned, [outlined, pruned])).toBe('2 trials came to step 2 so far; survived: 1 trial (1)');
});

it('reads no reports of others that are known without', () => {
  const unread = (number: number, ...steps: number[]): Trial => ({
    ...{ number, params: {}, attempt: 1, startedAt: 0, finishedAt: 1, state: 'pruned', explanation: '' },
    get reports(): never {
      throw new Error('Expected nobody to look');
    },
    course: {
      length: steps.length,
      step: (i) => steps[i] as number,
      loss: () => 0,
      auditedAt: undefined,
      lastMetrics: undefined,
    },
  });
  const others = [unread(0, 1, 2, 3), unread(1, 1), unread(2, 1, 2), unread(4)];
  const pruned = trial(3, 'continue', 'prune');
  expect(rungText(pruned, [...others, pruned])).toBe('3 trials came to step 2 so far; survived: 1 trial (0)');
});
