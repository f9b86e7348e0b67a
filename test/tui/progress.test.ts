import { expect, it } from 'vitest';
import type { StudyEvent } from '../../src/core/events.js';
import type { CompleteTrial, Purpose, WaitingTrial } from '../../src/core/trial.js';
import { budgetUse } from '../../src/tui/budget.js';
import { textOf } from '../../src/tui/line.js';
import { budgetLine } from '../../src/tui/parts/budget-line.js';
import { plainLines } from '../../src/tui/plain.js';
import { phaseText } from '../../src/tui/progress.js';
import { initialState, reduce, type StudyState } from '../../src/tui/state.js';
import { overview, simulatedStudy } from './simulated-study.js';

const searched = simulatedStudy({ trials: 6, overview: { ...overview, budget: { trials: 6 } } });
const at = (searched.at(-1)?.at ?? 0) + 1000;
const params = { encoder: 'bag', learning_rate: 0.01, batch_size: 32, dropout: 0.1, loss: 'mse', warmup: 0 };

/** Two repeats of trial 1, put in line and then run. */
function repeats(first: number, purpose: Purpose) {
  const lined = [0, 1].map((i): WaitingTrial => {
    const marks = { repeatOf: 1, purpose, round: i + 2 };
    return { state: 'waiting', number: first + i, params, ...marks, attempt: 0, reports: [] };
  });
  const enqueued = lined.map((trial): StudyEvent => ({ type: 'trial-enqueued', at, trial }));
  const ends = lined.map((trial): StudyEvent => {
    const timed = { ...trial, attempt: 1, startedAt: at, finishedAt: at + 2000 };
    const complete: CompleteTrial = { ...timed, state: 'complete', metrics: { val_accuracy: 0.7 }, loss: -0.7 };
    return { type: 'trial-finished', at: at + 2000, trial: complete };
  });
  return { enqueued, ends };
}

const race = repeats(6, 'repeat');
const finals = repeats(8, 'finalize');
const stateAfter = (...events: StudyEvent[]): StudyState => [...searched, ...events].reduce(reduce, initialState);

it('of race and final retrainings is told apart from the budget of trials', () => {
  const [first] = race.ends as [StudyEvent];
  const states = [
    stateAfter(),
    stateAfter(...race.enqueued),
    stateAfter(...race.enqueued, first),
    stateAfter(...race.enqueued, ...race.ends),
    stateAfter(...race.enqueued, ...race.ends, ...finals.enqueued, finals.ends[0] as StudyEvent),
  ];
  expect(states.map(phaseText)).toEqual([undefined, 'racing 0/2', 'racing 1/2', undefined, 'finalizing 1/2']);
  for (const state of states) expect(budgetUse(state, at).limits).toEqual([{ kind: 'trials', used: 6, total: 6 }]);
});

it('stands beside the budget in the live view, without a guess at the rest', () => {
  const study = stateAfter(...race.enqueued);
  expect(textOf(budgetLine(study, at, 80)).trim()).toMatch(/6\/6 trials {2}racing 0\/2 {2}\S+ elapsed$/);
});

it('is what a pipe is told of a repeat, and which trial it repeats', () => {
  const lineOf = plainLines();
  for (const event of searched) lineOf(event);
  const lines = [...race.enqueued, ...race.ends, ...finals.enqueued, ...finals.ends].map(lineOf);
  expect(lines.map((line) => /\] (.*?);/.exec(line ?? '')?.[1]?.replace(' *', ''))).toEqual([
    ...[undefined, undefined, 'racing 1/2 trial 6 complete (repeat of 1)', 'racing 2/2 trial 7 complete (repeat of 1)'],
    ...[undefined, undefined, 'finalizing 1/2 trial 8 complete (final of 1)', 'finalizing 2/2 trial 9 complete (final of 1)'],
  ]);
});
