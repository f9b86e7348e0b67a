import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Objective } from '../../src/core/objective.js';
import type { Trial } from '../../src/core/trial.js';
import { leaderboard } from '../../src/study/leaderboard.js';
import { emptyBoard, rowsOf, type Selection, updatedBoard } from '../../src/tui/board.js';
import type { SortedList } from '../../src/tui/sorted-list.js';
import { noTrials } from '../../src/tui/trials.js';

const one: readonly Objective[] = [{ metric: 'loss', goal: 'minimize' }];
const two: readonly Objective[] = [...one, { metric: 'cost', goal: 'minimize' }];

/** A trial in any state, with few different losses, so that there are equals. */
const change = fc.record({
  number: fc.nat({ max: 12 }),
  state: fc.constantFrom('running' as const, 'complete' as const, 'pruned' as const, 'failed' as const, 'waiting' as const),
  loss: fc.constantFrom(0, 1, 2, Number.NaN),
  cost: fc.nat({ max: 3 }),
});

type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

function trialOf({ number, state, loss, cost }: Change): Trial {
  const measured = Number.isNaN(loss) && state === 'complete' ? 3 : loss;
  const metrics = { loss: measured, cost };
  const base = { number, params: { x: cost }, attempt: 1, reports: [{ step: 1, loss: measured, metrics }] };
  const times = { startedAt: 0, finishedAt: 1 };
  switch (state) {
    case 'waiting':
      return { ...base, state };
    case 'running':
      return { ...base, state, startedAt: 0 };
    case 'complete':
      return { ...base, ...times, state, loss: measured, metrics };
    case 'pruned':
      return { ...base, ...times, state, explanation: '' };
    case 'failed':
      return { ...base, ...times, state, reason: 'error', message: '' };
  }
}

/** The trials after each group of changes, in number order. */
function histories(groups: readonly (readonly Change[])[]): SortedList<Trial>[] {
  let trials = noTrials;
  return groups.map((group) => {
    for (const one of group) trials = trials.with(trialOf(one));
    return trials;
  });
}

const groups = fc.array(fc.array(change, { maxLength: 4 }), { minLength: 1, maxLength: 8 });

it('is the leaderboard after any changes, with one objective and with several', () => {
  fc.assert(
    fc.property(groups, fc.constantFrom(one, two), (changes, objectives) => {
      let board = emptyBoard;
      const selection = {};
      for (const trials of histories(changes)) {
        board = updatedBoard(board, trials, selection, objectives);
        expect(rowsOf(board, 0, trials.length)).toEqual(leaderboard([...trials], objectives));
      }
    }),
  );
});

it('keeps the chosen trials in the chosen order, whatever changes, and equals by their standing', () => {
  const selection: Selection = {
    accepts: ({ state }) => state !== 'failed',
    compare: (a, b) => Number(b.params.x) - Number(a.params.x),
  };
  fc.assert(
    fc.property(groups, (changes) => {
      let board = emptyBoard;
      for (const trials of histories(changes)) {
        board = updatedBoard(board, trials, selection, one);
        const anew = updatedBoard(emptyBoard, trials, selection, one);
        expect([...board.shown]).toEqual([...anew.shown]);
        expect([...board.shown].map(({ params }) => Number(params.x))).toEqual(
          [...trials]
            .filter(({ state }) => state !== 'failed')
            .map(({ params }) => Number(params.x))
            .sort((a, b) => b - a),
        );
      }
    }),
  );
});

it('says by its identity that nothing has changed', () => {
  const selection = {};
  const [trials = noTrials] = histories([[{ number: 0, state: 'complete', loss: 1, cost: 1 }]]);
  const board = updatedBoard(emptyBoard, trials, selection, one);
  expect(updatedBoard(board, trials, selection, one)).toBe(board);
});
