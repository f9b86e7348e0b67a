import { expect, it } from 'vitest';
import type { StudyEvent } from '../../src/core/events.js';
import { textOf } from '../../src/tui/line.js';
import { workerLines } from '../../src/tui/parts/worker-lines.js';
import { plainLines } from '../../src/tui/plain.js';
import { reduceView } from '../../src/tui/reduce-view.js';
import { type Action, initialView } from '../../src/tui/view-state.js';
import { screenText } from './screen-text.js';
import { overview, START, simulatedStudy } from './simulated-study.js';

const further = [{ metric: 'val_loss', goal: 'minimize' as const }];
const events = simulatedStudy({ trials: 30, overview: { ...overview, furtherObjectives: further } });

function viewAt(size: { columns: number; rows: number }, until: number, actions: readonly Action[] = []) {
  const before = events.filter(({ at }) => at <= START + until).map((event): Action => ({ type: 'event', event }));
  const all: readonly Action[] = [...before, { type: 'refreshed', now: START + until + 1000 }, ...actions];
  return all.reduce(reduceView, initialView(size, START, { steers: true }));
}

it.each([
  { columns: 80, rows: 24 },
  { columns: 120, rows: 40 },
  { columns: 200, rows: 50 },
])('the leaderboard and a trial at $columns x $rows', async (size) => {
  for (const pane of ['leaderboard', 'trial'] as const) {
    const text = screenText(viewAt(size, 500_000, [{ type: 'shown', pane }]));
    const name = `frames/several-objectives-${pane}-${size.columns}x${size.rows}.txt`;
    await expect(`${text.replace(/ +$/gm, '')}\n`).toMatchFileSnapshot(name);
  }
});

it('says how many trials have ended how before the values of the first, which may fill the line', () => {
  const tally = (until: number) => screenText(viewAt({ columns: 80, rows: 24 }, until)).split('\n')[2];
  expect(tally(0)).toMatch(/^0 complete {2}0 pruned {2}0 failed$/);
  expect(tally(500_000)).toMatch(/^\d+ complete {2}\d+ pruned {2}1 failed {2}2 running {2}front of \d, first trial \d+: val_acc/);
});

it('tells a pipe of the front, not each time of all values of its first trial', () => {
  const lines = events.map(plainLines()).filter((line) => line !== undefined);
  expect(lines[1]).toMatch(/ trial 0 complete \*; val_accuracy 0\.\d+, val_loss \d\.\d+; .*; front of 1, first trial 0$/);
});

it('shows no bar of a trial that only reports, and whose length is unknown', () => {
  const reports = (progress: object) => {
    const trial = { state: 'running', number: 0, params: {}, attempt: 1, reports: [], startedAt: START } as const;
    const { epochs: _, ...unknown } = overview;
    const slot = { index: 0, device: 'cpu' };
    const stream: readonly StudyEvent[] = [
      { type: 'study-started', at: START, study: unknown, slots: [slot], trials: [], elapsedMs: 0 },
      { type: 'trial-started', at: START, trial, slot },
      { type: 'trial-reported', at: START, trialNumber: 0, report: { step: 3, loss: 1, metrics: {} } },
      ...('step' in progress ? [{ type: 'trial-progressed', at: START, slot, trialNumber: 0, progress } as StudyEvent] : []),
    ];
    const actions = stream.map((event): Action => ({ type: 'event', event }));
    return textOf(workerLines(actions.reduce(reduceView, initialView({ columns: 80, rows: 24 }, START)).study, 2, 79)[0] ?? []);
  };
  expect(reports({})).not.toMatch(/[█░]/);
  expect(reports({ step: 4, fraction: 0.5 })).toContain('epoch 4 ██████████░');
});
