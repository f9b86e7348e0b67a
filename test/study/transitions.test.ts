import { describe, expect, it } from 'vitest';
import type { Decision, RunningTrial } from '../../src/core/trial.js';
import { keptStep } from '../../src/study/transitions.js';

function trial(steps: readonly number[], verdicts: Record<number, Decision['verdict']> = {}, resumeStep?: number): RunningTrial {
  const reports = steps.map((step) => {
    const verdict = verdicts[step];
    return { step, metrics: { loss: 1 }, loss: 1, ...(verdict && { decision: { verdict, numbers: {} } }) };
  });
  return {
    ...{ state: 'running', number: 0, params: {}, attempt: 1, startedAt: 0, reports },
    ...(resumeStep !== undefined && { resumeStep }),
  };
}

describe('the step after which a trial that was cut off goes on', () => {
  it.each<[string, RunningTrial, readonly number[], number | undefined]>([
    ['is the last that it saved', trial([1, 2, 3]), [1, 2], 2],
    ['may lie between two reports', trial([2, 4]), [3], 3],
    ['is none where it saved nothing', trial([1, 2, 3]), [], undefined],
    ['is none before its first report', trial([]), [1], undefined],
    ['is not one that it saved before it could report it', trial([1, 2]), [2, 3], 2],
    ['is not the one at which it was told to stop', trial([1, 2], { 1: 'continue', 2: 'prune' }), [1, 2], 1],
    ['nor to pause', trial([1, 2], { 2: 'pause' }), [2], undefined],
    ['may be one that an audit let on', trial([1, 2], { 2: 'audited' }), [2], 2],
    ['is none where it got no farther than it had been', trial([1, 2, 3], {}, 2), [1, 2], undefined],
    ['may be beyond a pause after which it was promoted', trial([1, 2, 3], { 1: 'pause' }, 1), [2], 2],
    ['is beyond the one after which it went on itself', trial([1, 2, 3], {}, 2), [2, 3], 3],
  ])('%s', (_, running, saved, expected) => {
    expect(keptStep(running, saved)).toBe(expected);
  });
});
