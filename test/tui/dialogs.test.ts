import { describe, expect, it } from 'vitest';
import type { Effect } from '../../src/tui/dialog.js';
import { actionOf } from '../../src/tui/keys.js';
import { reduceView } from '../../src/tui/reduce-view.js';
import { type Action, initialView, selectedTrial, type ViewOptions, type ViewState } from '../../src/tui/view-state.js';
import { START, simulatedStudy } from './simulated-study.js';

/** Two trials are at work. */
const events = simulatedStudy({ trials: 24 }).filter((event) => event.at <= START + 200_000);

function viewOf(options: ViewOptions = { steers: true }): ViewState {
  const before: Action[] = [...events.map((event): Action => ({ type: 'event', event })), { type: 'refreshed', now: START }];
  return before.reduce(reduceView, initialView({ columns: 80, rows: 24 }, START, options));
}

/** The view after keys; a word longer than one character is the name of one. */
function typed(view: ViewState, ...names: string[]): ViewState {
  return names.reduce((current, name) => {
    const action = actionOf({ name, text: [...name].length === 1 ? name : '' }, current);
    return action === undefined ? current : reduceView(current, action);
  }, view);
}

function requests(view: ViewState): unknown[] {
  return view.outbox.map((effect: Effect) => (effect.type === 'steer' ? effect.request : effect.type));
}

describe('steering', () => {
  it('asks before something is lost, and only y does it', () => {
    // The third row is trial 6, at work.
    const asked = typed(viewOf(), 'j', 'j', 'x');
    expect(asked.dialog).toMatchObject({ kind: 'question', text: expect.stringMatching(/^Stop trial 6\?/) });
    expect(requests(typed(asked, 'n'))).toEqual([]);
    expect(requests(typed(asked, 'escape'))).toEqual([]);
    expect(requests(typed(asked, 'y'))).toEqual([{ kind: 'stop-trial', trialNumber: 6 }]);
    expect(requests(typed(viewOf(), 'j', 'j', 'X', 'y'))).toEqual([{ kind: 'prune', trialNumber: 6 }]);
  });

  it('does at once what loses nothing', () => {
    expect(requests(typed(viewOf(), 'P'))).toEqual([{ kind: 'pause' }]);
    expect(requests(typed(viewOf(), 'j', 'j', 'u'))).toEqual([{ kind: 'keep', trialNumber: 6 }]);
  });

  it('says so when the selected trial is not running', () => {
    const view = typed(viewOf(), 'x');
    expect(view.message?.text).toBe('Trial 1 is not running');
    expect(view.dialog).toBeUndefined();
  });

  it("tries next what was made from a trial's parameters, and says what is wrong with them", () => {
    const view = typed(viewOf(), 'e');
    expect(view.dialog).toMatchObject({ kind: 'prompt', field: { text: expect.stringMatching(/^encoder=cnn learning_rate=/) } });
    const wrong = typed(view, ...' encoder=lstm', 'enter');
    expect(wrong.dialog).toMatchObject({ error: 'Expected encoder to be one of bag, cnn, got "lstm"' });
    const right = typed(wrong, 'ctrl-w', ...' encoder=bag', 'enter');
    const params = { ...selectedTrial(view)?.params, encoder: 'bag' };
    expect(requests(right)).toEqual([{ kind: 'enqueue', params, like: 1 }]);
    expect(right.dialog).toBeUndefined();
  });

  it('changes workers, trials and time, bans and pins', () => {
    const entered = (key: string, text: string) => requests(typed(viewOf(), key, 'ctrl-u', ...text, 'enter'));
    expect(entered('w', '4')).toEqual([{ kind: 'set', workers: 4 }]);
    expect(requests(typed(viewOf(), 'w', '3', 'enter'))).toEqual([{ kind: 'set', workers: 3 }]);
    expect(typed(viewOf(), 'w').dialog).toMatchObject({ label: 'trials at a time, now 2' });
    expect(entered('b', '200')).toEqual([{ kind: 'set', trials: 200 }]);
    expect(entered('b', '1h30m')).toEqual([{ kind: 'set', timeMs: 5_400_000 }]);
    expect(entered('r', "ban encoder == 'bag'")).toEqual([{ kind: 'ban', region: "encoder == 'bag'" }]);
    for (const [key, text] of [
      ['w', '0'],
      ['b', 'soon'],
      ['r', 'encoder'],
    ] as const)
      expect(entered(key, text)).toEqual([]);
  });

  it('is also to be had from the list of actions, by moving or by key', () => {
    expect(requests(typed(viewOf(), 'a', 'enter'))).toEqual([{ kind: 'pause' }]);
    expect(typed(viewOf(), 'a', 'D').dialog).toMatchObject({ kind: 'question' });
    expect(typed(viewOf(), 'a', 'G', 'enter').dialog).toMatchObject({ kind: 'note' });
  });

  it('is refused where it cannot be done', () => {
    const view = typed(viewOf({ steers: false }), 'P');
    expect(view.message?.text).toBe('This study cannot be steered from here');
    expect(view.outbox).toEqual([]);
  });
});

describe('the board', () => {
  it('is filtered, sorted, turned round and whole again', () => {
    const filtered = typed(viewOf(), 'f', ...'state:complete', 'enter');
    expect([...filtered.board.shown].map(({ number }) => number)).toEqual([1, 3, 0, 2]);
    const sorted = typed(filtered, 's', 'j', 'j', 'enter');
    expect(sorted.sorting).toEqual({ field: 'trial', descending: false });
    expect([...sorted.board.shown].map(({ number }) => number)).toEqual([0, 1, 2, 3]);
    expect([...typed(sorted, 'S').board.shown].map(({ number }) => number)).toEqual([3, 2, 1, 0]);
    expect(typed(sorted, 'escape').board.shown).toHaveLength(7);
  });

  it('is searched forwards and backwards, round its ends', () => {
    const found = typed(viewOf(), '/', ...'LOSS=MSE', 'enter');
    expect(selectedTrial(found)?.number).toBe(3);
    expect(selectedTrial(typed(found, 'n'))?.number).toBe(2);
    expect(selectedTrial(typed(found, 'n', 'n'))?.number).toBe(3);
    expect(selectedTrial(typed(found, 'N'))?.number).toBe(2);
    expect(typed(viewOf(), '/', ...'lstm', 'enter').message?.text).toBe('No trial with "lstm"');
  });

  it('loses columns and gets them back', () => {
    const titles = (view: ViewState) => view.table?.columns.map(({ title }) => title);
    const hidden = typed(viewOf(), 'c', 'enter');
    expect(titles(typed(hidden, 'escape'))).not.toContain('encoder');
    expect(titles(typed(hidden, ' ', 'escape'))).toContain('encoder');
    expect(titles(typed(viewOf(), 'c', 'G', 'enter', 'escape'))).toContain('time');
  });

  it('copies parameters and shows them until any key', () => {
    const view = typed(viewOf(), 'y');
    const text = JSON.stringify(selectedTrial(view)?.params);
    expect(view.outbox).toEqual([{ type: 'copy', text }]);
    expect(view.dialog).toMatchObject({ kind: 'note', text });
    expect(typed(view, 'j').dialog).toBeUndefined();
  });
});

it('leaves a study that is only watched without a question', () => {
  const view = typed(viewOf({ watches: true }), 'q');
  expect(requests(view)).toEqual(['quit']);
  expect(view.stopping).toBe(false);
});

it('goes through the views by digits and by Tab, and back', () => {
  expect(typed(viewOf(), '3').pane).toBe('curves');
  expect(typed(viewOf(), '3', '3').pane).toBe('leaderboard');
  expect(typed(viewOf(), 'tab', 'tab').pane).toBe('curves');
  expect(typed(viewOf(), 'shift-tab').pane).toBe('help');
  expect(typed(viewOf(), '7', 'escape').pane).toBe('leaderboard');
  expect(typed(viewOf(), '5', '+').windowMs).toBe(86_400_000);
});

it('follows the end of the log until one scrolls up', () => {
  const log = typed(reduceView(viewOf(), { type: 'resized', size: { columns: 80, rows: 12 } }), '7');
  expect(log.pageTop).toBe(Number.POSITIVE_INFINITY);
  const up = typed(log, 'g');
  expect(up.pageTop).toBe(0);
  expect(typed(up, 'G').pageTop).toBe(Number.POSITIVE_INFINITY);
});
