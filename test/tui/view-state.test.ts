import { describe, expect, it } from 'vitest';
import { textOf } from '../../src/tui/line.js';
import { reduceView } from '../../src/tui/reduce-view.js';
import { layoutOf } from '../../src/tui/view-layout.js';
import { type Action, initialView, type Movement, selectedIndex, type ViewState } from '../../src/tui/view-state.js';
import { START, simulatedStudy } from './simulated-study.js';

const SIZE = { columns: 80, rows: 24 };
const events = simulatedStudy({ trials: 40 });

function viewAfter(actions: readonly Action[], from: ViewState = initialView(SIZE, START)): ViewState {
  return actions.reduce(reduceView, from);
}

function moved(view: ViewState, ...movements: Movement[]): ViewState {
  return viewAfter(
    movements.map((movement) => ({ type: 'moved', movement })),
    view,
  );
}

const full = viewAfter([...events.map((event): Action => ({ type: 'event', event })), { type: 'refreshed', now: START + 1000 }]);

it('ranks when it is refreshed, not with every event', () => {
  const view = viewAfter(events.map((event): Action => ({ type: 'event', event })));
  expect([...view.board.shown]).toEqual([]);
  const refreshed = reduceView(view, { type: 'refreshed', now: START });
  expect(refreshed.board.shown).toHaveLength(40);
  expect(reduceView(refreshed, { type: 'refreshed', now: START + 1 }).board).toBe(refreshed.board);
});

describe('the selection', () => {
  it('moves by rows, by pages and to the ends, and not beyond', () => {
    expect(selectedIndex(moved(full, 'down', 'down', 'up'))).toBe(1);
    expect(selectedIndex(moved(full, 'up'))).toBe(0);
    expect(selectedIndex(moved(full, 'page-down'))).toBe(layoutOf(full).table - 1);
    expect(selectedIndex(moved(full, 'last', 'down'))).toBe(39);
    expect(selectedIndex(moved(full, 'last', 'page-up', 'first'))).toBe(0);
  });

  it('is always in sight, and scrolls no further than needed', () => {
    const last = moved(full, 'last');
    expect(last.top).toBe(40 - layoutOf(full).table);
    expect(moved(last, 'up').top).toBe(last.top);
    expect(moved(last, 'first').top).toBe(0);
  });

  it('stays on its trial when ranks change, and in sight when the terminal shrinks', () => {
    const third = moved(full, 'down', 'down');
    const trialNumber = third.board.shown.at(2)?.number;
    const best = { number: 99, params: {}, attempt: 1, reports: [], startedAt: START, finishedAt: START, metrics: {}, loss: -2 };
    const overtaken = viewAfter(
      [
        { type: 'event', event: { type: 'trial-finished', at: START, trial: { ...best, state: 'complete' } } },
        { type: 'refreshed', now: START },
      ],
      third,
    );
    expect(selectedIndex(overtaken)).toBe(3);
    expect(overtaken.board.shown.at(3)?.number).toBe(trialNumber);
    const small = viewAfter([{ type: 'resized', size: { columns: 20, rows: 5 } }], overtaken);
    expect(small.top).toBe(3);
    expect(viewAfter([{ type: 'resized', size: SIZE }], small).top).toBe(3);
  });

  it('follows the leader from the first row', () => {
    const best = { number: 99, params: {}, attempt: 1, reports: [], startedAt: START, finishedAt: START, metrics: {}, loss: -2 };
    const overtaken = viewAfter(
      [
        { type: 'event', event: { type: 'trial-finished', at: START, trial: { ...best, state: 'complete' } } },
        { type: 'refreshed', now: START },
      ],
      moved(full, 'down', 'up'),
    );
    expect(overtaken.board.shown.at(selectedIndex(overtaken))?.number).toBe(99);
  });
});

describe('an opened trial', () => {
  const opened = viewAfter([{ type: 'shown', pane: 'trial' }], moved(full, 'down'));

  it('is the selected one', () => {
    expect(textOf(opened.page[0] ?? [])).toContain(`Trial ${full.board.shown.at(1)?.number} `);
  });

  it('scrolls to its end and no further', () => {
    const end = moved(opened, 'last', 'down');
    expect(end.pageTop).toBe(opened.page.length - layoutOf(opened).page);
    expect(selectedIndex(end)).toBe(1);
  });

  it('turns to its neighbour, from its top', () => {
    const next = viewAfter([{ type: 'turned', movement: 'down' }], moved(opened, 'last'));
    expect(textOf(next.page[0] ?? [])).toContain(`Trial ${full.board.shown.at(2)?.number} `);
    expect(next.pageTop).toBe(0);
  });

  it('stays open when another one takes the lead, even from the first row', () => {
    const first = viewAfter([{ type: 'shown', pane: 'trial' }], full);
    const number = full.board.shown.at(0)?.number;
    const best = { number: 99, params: {}, attempt: 1, reports: [], startedAt: START, finishedAt: START, metrics: {}, loss: -2 };
    const overtaken = viewAfter(
      [
        { type: 'event', event: { type: 'trial-finished', at: START, trial: { ...best, state: 'complete' } } },
        { type: 'refreshed', now: START },
      ],
      first,
    );
    expect(textOf(overtaken.page[0] ?? [])).toContain(`Trial ${number} `);
    // Closed while it leads, the selection follows the leader as before.
    expect(reduceView(first, { type: 'closed' }).selected).toBeUndefined();
    expect(reduceView(overtaken, { type: 'closed' }).selected).toBe(number);
  });

  it('closes', () => expect(reduceView(opened, { type: 'closed' }).pane).toBe('leaderboard'));
});

it('opens nothing while there is nothing', () => {
  const empty = initialView(SIZE, START);
  const opened = viewAfter(
    [
      { type: 'shown', pane: 'trial' },
      { type: 'moved', movement: 'down' },
    ],
    empty,
  );
  expect(opened).toEqual({ ...empty, pane: 'trial' });
});
