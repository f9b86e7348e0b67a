import { describe, expect, it } from 'vitest';
import type { DeviceReading } from '../../src/core/device-reading.js';
import type { Ask } from '../../src/tui/asking.js';
import { reduceView } from '../../src/tui/reduce-view.js';
import { type Action, initialView, panes, type ViewState } from '../../src/tui/view-state.js';
import { screenText } from './screen-text.js';
import { START, simulatedStudy } from './simulated-study.js';

/** Whole screens, as they stand in frames/: look at one there before accepting a change of it. */
const sizes = [
  { columns: 80, rows: 24 },
  { columns: 120, rows: 40 },
  { columns: 200, rows: 50 },
] as const;

/** Nearly at its end, so that there is enough to say of everything. */
const events = simulatedStudy({ trials: 30 }).filter((event) => event.at <= START + 720_000);

const readings: readonly (readonly DeviceReading[])[] = [0.2, 0.9, 0.6].map((load, i) => [
  { name: 'cpu', detail: '16 cores, Xeon', load, memoryUsed: (20 + i) * 2 ** 30, memoryTotal: 64 * 2 ** 30 },
  { name: 'gpu 0', detail: 'NVIDIA H100', load: 1 - load / 4, memoryUsed: 2 ** 35, memoryTotal: 80 * 2 ** 30, temperature: 61 },
  { name: 'hypersweep', detail: 'this process', memoryUsed: 2 ** 28 },
]);

function viewOf(size: { columns: number; rows: number }, actions: readonly Action[]): ViewState {
  const before: Action[] = [
    ...events.map((event): Action => ({ type: 'event', event })),
    ...readings.map((each): Action => ({ type: 'devices-read', readings: each })),
    { type: 'refreshed', now: START + 721_000 },
  ];
  return [...before, ...actions].reduce(reduceView, initialView(size, START, { steers: true }));
}

function frameOf(view: ViewState): string {
  const text = screenText(view);
  return `${text.replace(/ +$/gm, '')}\n`;
}

function keys(...presses: readonly string[]): Action[] {
  return presses.map((name) => ({ type: 'pressed', press: { name, text: [...name].length === 1 ? name : '' } }));
}

describe.each(sizes)('at $columns x $rows', (size) => {
  const name = `${size.columns}x${size.rows}`;

  it.each(panes)('the view: %s', async (pane) => {
    const log: Action = {
      type: 'log-read',
      trialNumber: 8,
      lines: ['trial 8, attempt 1: {"encoder":"bag"}', 'epoch 1 took 2.9 s'],
    };
    const frame = frameOf(viewOf(size, [log, { type: 'shown', pane }]));
    await expect(frame).toMatchFileSnapshot(`frames/${pane}-${name}.txt`);
  });

  it.each<[string, Ask, Action[]]>([
    ['a filter with a mistake', 'filter', keys(...'state:prunde', 'enter')],
    [
      'a filter and an order',
      'filter',
      [...keys(...'lr<0.02', 'enter'), { type: 'sorted', sorting: { field: 'dropout', descending: true } }],
    ],
    ['the list of columns', 'columns', keys('down', 'enter')],
    ['the list of actions', 'actions', keys('down')],
    ['parameters to try next', 'enqueue-like', keys('left', 'left')],
    ['parameters that were copied', 'copy', []],
  ])('%s', async (what, ask, actions) => {
    const frame = frameOf(viewOf(size, [{ type: 'asked', ask }, ...actions]));
    await expect(frame).toMatchFileSnapshot(`frames/${what.replaceAll(' ', '-')}-${name}.txt`);
  });
});
