import { expect, it } from 'vitest';
import type { EndReason, StudyOverview } from '../../src/core/events.js';
import { describeAims, describeEnd } from '../../src/tui/words.js';

it.each<[EndReason, Pick<StudyOverview, 'budget'>, string]>([
  ['regret', { budget: { regret: 0.002 } }, 'going on would gain less than 0.0020'],
  ['regret', { budget: { regret: 'noise' } }, "going on would gain less than the metric's noise"],
  ['exhausted', { budget: {} }, 'every combination has been tried'],
  ['target', { budget: { target: 0.5 } }, 'the target of 0.5000 is reached'],
  ['target', { budget: { targets: { error: 0.5, seconds: 9 } } }, 'one trial reaches every target'],
  ['plateau', { budget: { plateau: 12 } }, 'no improvement in 12 trials'],
])('the end by %s', (reason, overview, text) => {
  expect(describeEnd(reason, overview)).toBe(text);
});

it('names every objective', () => {
  const objective = { metric: 'accuracy', goal: 'maximize' } as const;
  expect(describeAims({ objective })).toBe('maximize accuracy');
  expect(describeAims({ objective, furtherObjectives: [{ metric: 'ms', goal: 'minimize' }] })).toBe(
    'maximize accuracy, minimize ms',
  );
});
