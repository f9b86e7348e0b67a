import { expect, it } from 'vitest';
import type { StudyEvent, StudyOverview } from '../../src/core/events.js';
import type { CompleteTrial } from '../../src/core/trial.js';
import { cellsOf } from '../../src/tui/cells.js';
import { reduceView } from '../../src/tui/reduce-view.js';
import { type Action, initialView, type Pane } from '../../src/tui/view-state.js';
import { screenText } from './screen-text.js';
import { START } from './simulated-study.js';

const encoders = ['卷积神经网络', 'bag', '🚀', '모델', '一个非常非常长的编码器名字'];
const sizes = ['👩‍👩‍👧', 'S'];
const study: StudyOverview = {
  name: '意图识别🚀',
  objective: { metric: '准确率', goal: 'maximize' },
  sampler: { type: 'tpe' },
  pruner: { type: 'none' },
  budget: { trials: 40 },
  parameterNames: ['编码器', '学习率', 'emoji_size'],
  searchedNames: ['编码器', '学习率', 'emoji_size'],
  parameters: [
    { name: '编码器', distribution: { kind: 'categorical', choices: encoders } },
    { name: '学习率', distribution: { kind: 'float', low: 0.01, high: 0.09 } },
    { name: 'emoji_size', distribution: { kind: 'categorical', choices: sizes } },
  ],
};

function trial(number: number): CompleteTrial {
  const value = ((number * 7) % 12) / 12;
  return {
    ...{ number, state: 'complete', attempt: 1, reports: [], startedAt: START, finishedAt: START + 2000 },
    params: {
      编码器: encoders[number % encoders.length] as string,
      学习率: 0.01 * (1 + (number % 9)),
      emoji_size: sizes[number % 2] as string,
    },
    ...{ loss: -value, metrics: { 准确率: value, '🐢_ms': number } },
  };
}

function frame(pane: Pane, columns: number, rows: number): string[] {
  const trials = Array.from({ length: 12 }, (_, number) => trial(number));
  const start: StudyEvent = { type: 'study-started', at: START, study, slots: [], trials, elapsedMs: 0 };
  const actions: readonly Action[] = [
    { type: 'event', event: start },
    { type: 'refreshed', now: START + 1000 },
    { type: 'shown', pane },
  ];
  const text = screenText(actions.reduce(reduceView, initialView({ columns, rows }, START)));
  return text.split('\n').map((line) => line.trimEnd());
}

it('shows a study in Chinese and emoji', () => {
  expect(frame('leaderboard', 80, 16).join('\n')).toMatchInlineSnapshot(`
    "意图识别🚀  maximize 准确率  sampler tpe  pruner none
    ██████░░░░░░░░░░░░░ 12/40 trials  1s elapsed  about 2s left
    best 0.9167 (trial 5)  12 complete  0 pruned  0 failed
    1 board  2 trial  3 curves  4 importance  5 timeline  6 devices  7 log  ? help
    ── leaderboard 1-9 of 12 ──────────────────────────────────────────────────────
       #  trial  准确率  编码器              学习率  emoji_size  state
    >  1      5  0.9167  卷积神经网络          0.06  S           complete
       2     10  0.8333  卷积神经网络          0.02  👩‍👩‍👧          complete
       3      3  0.7500  모델                  0.04  S           complete
       4      8  0.6667  모델                  0.09  👩‍👩‍👧          complete
       5      1  0.5833  bag                   0.02  S           complete
       6      6  0.5000  bag                   0.07  👩‍👩‍👧          complete
       7     11  0.4167  bag                   0.03  S           complete
       8      4  0.3333  一个非常非常长的…     0.05  👩‍👩‍👧          complete
       9      9  0.2500  一个非常非常长的…     0.01  S           complete
    Enter open  / search  f filter  s sort  c columns  a actions  q stop  ? help"
  `);
  expect(frame('trial', 80, 16).join('\n')).toMatchInlineSnapshot(`
    "意图识别🚀  maximize 准确率  sampler tpe  pruner none
    ██████░░░░░░░░░░░░░ 12/40 trials  1s elapsed  about 2s left
    best 0.9167 (trial 5)  12 complete  0 pruned  0 failed
    1 board  2 trial  3 curves  4 importance  5 timeline  6 devices  7 log  ? help
    Trial 5   complete   rank 1   0 epochs   2s
    准确率 0.9167   🐢_ms 5.0000

    Parameters
    编码器      卷积神经网络   学习率      0.06           emoji_size  S






    Esc back  left/right other trial  y copy  a actions  ? help"
  `);
});

it.each([50, 80, 120])('keeps the columns of the leaderboard in their places at %i columns', (columns) => {
  const lines = frame('leaderboard', columns, 24);
  const titles = lines.findIndex((line) => /# +trial/.test(line));
  const rows = lines.slice(titles + 1, titles + 13);
  const place = (line: string, text: string) => cellsOf(line.slice(0, line.indexOf(text)));
  expect(rows.map((row) => place(row, 'complete'))).toEqual(Array(12).fill(place(lines[titles] as string, 'state')));
});

it.each(['leaderboard', 'trial', 'curves', 'importance', 'log'] as const)('fits the terminal in the %s view', (pane) => {
  for (const columns of [30, 47, 80, 120])
    for (const line of frame(pane, columns, 24)) expect(cellsOf(line)).toBeLessThan(columns);
});

it('keeps the columns of the importance of parameters in their places', () => {
  const bars = frame('importance', 100, 24).filter((line) => line.includes('%'));
  expect(bars).toHaveLength(3);
  const places = bars.map((line) => cellsOf(line.slice(0, line.search(/[█░]/))));
  expect(new Set(places).size).toBe(1);
});
