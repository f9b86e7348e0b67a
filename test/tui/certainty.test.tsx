import { describe, expect, it } from 'vitest';
import { leaderboard } from '../../src/study/leaderboard.js';
import { rowsOf } from '../../src/tui/board.js';
import { plainLines } from '../../src/tui/plain.js';
import { reduceView } from '../../src/tui/reduce-view.js';
import { summaryLines } from '../../src/tui/summary.js';
import { type Action, initialView } from '../../src/tui/view-state.js';
import { finalizedStudy } from './finalized-study.js';
import { screenText } from './screen-text.js';
import { START } from './simulated-study.js';

const events = finalizedStudy();
const now = (events.at(-1)?.at ?? START) + 1000;

function viewAfter(count: number, size = { columns: 80, rows: 24 }, actions: readonly Action[] = []) {
  const before = events.slice(0, count).map((event): Action => ({ type: 'event', event }));
  const all: readonly Action[] = [...before, { type: 'refreshed', now }, ...actions];
  return all.reduce(reduceView, initialView(size, START, { steers: true }));
}

describe('a study with repeats in the live view', () => {
  it.each([
    { columns: 80, rows: 24 },
    { columns: 120, rows: 40 },
    { columns: 200, rows: 50 },
  ])('at $columns x $rows', async (size) => {
    for (const pane of ['leaderboard', 'trial'] as const) {
      const view = viewAfter(events.length, size, [{ type: 'shown', pane }]);
      const text = screenText(view);
      const name = `frames/certainty-${pane}-${size.columns}x${size.rows}.txt`;
      await expect(`${text.replace(/ +$/gm, '')}\n`).toMatchFileSnapshot(name);
    }
  });

  it('has the rows of the leaderboard made anew, after every event', () => {
    const first = events.findIndex((event) => event.type === 'trial-started' && event.trial.repeatOf !== undefined);
    for (let count = first - 1; count <= events.length; count++) {
      const { board, study } = viewAfter(count);
      const bare = [...study.trials].map(({ standing: _, ...trial }) => trial);
      expect(rowsOf(board, 0, board.shown.length)).toEqual(leaderboard(bare));
      expect(study.best?.number).toBe(leaderboard(bare)[0]?.trialNumber);
    }
  });

  it('counts repeats apart from the rows of the leaderboard', () => {
    const { board, study } = viewAfter(events.length);
    const lines = summaryLines(study, rowsOf(board, 0, 10), 200);
    expect(lines).toContain('... and 20 more trials');
    expect(lines.at(-1)).toContain('44 complete, 6 pruned, 2 failed, 22 repeats among them; best val_accuracy 0.');
  });

  it('says the mean of the best in plain lines, and marks only lines where another one takes the lead', () => {
    const line = plainLines();
    const lines = events.map((event) => line(event)).filter((text) => text !== undefined);
    expect(lines.at(-1)).toMatch(/; best 0\.\d{4} \(0\.\d{4} to 0\.\d{4}\) \(trial \d+\)$/);
    const leads = (text: string) => text.match(/\(trial (\d+)\)$/)?.[1];
    lines.forEach((text, i) => {
      const before = lines[i - 1];
      if (text.includes(' *;')) expect(before && leads(before)).not.toBe(leads(text));
    });
    expect(lines.filter((text) => text.includes(' *;')).length).toBeGreaterThan(2);
  });
});
