import { expect, it } from 'vitest';
import type { StudyEvent } from '../../src/core/events.js';
import type { Budget } from '../../src/core/study-spec.js';
import { budgetUse } from '../../src/tui/budget.js';
import { initialState, reduce } from '../../src/tui/state.js';
import { overview, START, simulatedStudy } from './simulated-study.js';

function stateAfter(events: readonly StudyEvent[]) {
  return events.reduce(reduce, initialState);
}

function fourTrialsWith(budget: Budget) {
  return stateAfter(simulatedStudy({ trials: 4, overview: { ...overview, budget } }));
}

it('estimates the rest from the pace of finished trials', () => {
  const use = budgetUse(fourTrialsWith({ trials: 16 }), START + 60_000);
  expect(use).toEqual({ limits: [{ kind: 'trials', used: 4, total: 16 }], share: 0.25, remainingMs: 180_000 });
});

it('goes by the most used limit and the least time left', () => {
  const use = budgetUse(fourTrialsWith({ trials: 16, timeMs: 80_000, epochs: 630 }), START + 60_000);
  expect(use.limits.map((limit) => limit.kind)).toEqual(['trials', 'time', 'epochs']);
  expect(use.share).toBe(0.75);
  expect(use.remainingMs).toBe(20_000);
});

it('claims nothing about time before the first trial has finished', () => {
  const state = stateAfter(simulatedStudy({ trials: 4 }).slice(0, 3));
  const use = budgetUse({ ...state, overview: { ...overview, budget: { trials: 10 } } }, START + 60_000);
  expect(use).toEqual({ limits: [{ kind: 'trials', used: 0, total: 10 }], share: 0 });
});

it('claims nothing about time after the first trials, whose pace is not that of the rest', () => {
  const state = stateAfter(simulatedStudy({ trials: 3, overview: { ...overview, budget: { trials: 16 } } }));
  expect(budgetUse(state, START + 60_000)).not.toHaveProperty('remainingMs');
});

it('has no share without limits', () => {
  expect(budgetUse(fourTrialsWith({ target: 0.9 }), START + 1000)).toEqual({ limits: [] });
});

it('is never more than full', () => {
  expect(budgetUse(fourTrialsWith({ trials: 3 }), START + 60_000)).toMatchObject({ share: 1 });
});
