import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Trial } from '../../src/core/trial.js';
import { startTerminalUi, type TerminalUi } from '../../src/tui/start.js';
import { initialState, reduce } from '../../src/tui/state.js';
import { ending, overview, START, simulatedStudy } from './simulated-study.js';
import { KEYS, VirtualKeyboard, VirtualTerminal } from './virtual-terminal.js';

const events = simulatedStudy({ trials: 24 });
const middle = events.filter((event) => event.at <= START + 200_000);

let terminal: VirtualTerminal;
let keyboard: VirtualKeyboard;
let quits: number;
/** Numbers of the trials that were read whole. */
let read: number[];
const whole = [...middle.reduce(reduce, initialState).trials];
let ui: TerminalUi;

beforeEach(() => {
  vi.useFakeTimers({ now: START });
  terminal = new VirtualTerminal(80, 24);
  keyboard = new VirtualKeyboard();
  quits = 0;
  read = [];
  const readTrial = (number: number) => {
    read.push(number);
    return whole[number];
  };
  ui = startTerminalUi({
    onQuit: () => {
      quits += 1;
    },
    studies: [{ readTrial }],
    stdin: keyboard as unknown as NodeJS.ReadStream,
    stdout: terminal as unknown as NodeJS.WriteStream,
  });
});

afterEach(async () => {
  vi.useRealTimers();
  await ui.done();
});

async function show(stream = middle): Promise<void> {
  for (const event of stream) ui.emit(event);
  await vi.advanceTimersByTimeAsync(1000);
}

/** An escape alone is told from the beginning of a sequence by what follows at once: nothing. */
async function press(...keys: string[]): Promise<void> {
  for (const key of keys) {
    keyboard.press(key);
    await vi.advanceTimersByTimeAsync(10);
  }
}

function lastLine(): string | undefined {
  return terminal.screen().split('\n').at(-1);
}

it('draws many events as one frame', async () => {
  await vi.advanceTimersByTimeAsync(500);
  const before = terminal.writes.length;
  for (const event of middle) ui.emit(event);
  await vi.advanceTimersByTimeAsync(250);
  expect(terminal.writes.length - before).toBe(1);
  expect(terminal.screen()).toContain('best 0.8069 (trial 1)');
});

it('reads a trial whole when it is opened, where it was told in outline', async () => {
  const trials = whole.map((trial): Trial => {
    const { reports } = trial;
    return reports.length === 0
      ? trial
      : { ...trial, reports: reports.slice(-1), outline: { count: reports.length, curve: [1, 0] } };
  });
  await show([{ type: 'study-started', at: START, study: overview, slots: [], trials, elapsedMs: 0 }]);
  expect(read).toEqual([]);
  expect(terminal.screen()).toContain('20/20');
  await press('2');
  await vi.advanceTimersByTimeAsync(2000);
  // Once, however often it is drawn.
  expect(read).toEqual([1]);
  await press('G');
  expect(lastLine()).toBeDefined();
  expect(terminal.screen()).toMatch(/^ +19 +0\.\d/m);
  await press('3');
  await vi.advanceTimersByTimeAsync(2000);
  expect(read.length).toBeGreaterThan(5);
  expect(new Set(read.slice(1)).size).toBe(read.length - 1);
});

it('ticks each second by itself, and writes the changed lines alone', async () => {
  await show(middle.slice(0, 2));
  const before = terminal.screen().split('\n');
  await vi.advanceTimersByTimeAsync(1000);
  const changed = terminal
    .screen()
    .split('\n')
    .filter((line, i) => line !== before[i]);
  expect(changed).toEqual([expect.stringContaining('2s of 30m')]);
  expect(terminal.writes.at(-1)?.split('\u001b[K')).toHaveLength(2);
});

it('moves, opens a trial and comes back', async () => {
  await show();
  const leaderboard = terminal.screen();
  await press(KEYS.down, KEYS.enter);
  expect(terminal.screen()).toContain('rank 2');
  await press(KEYS.right, KEYS.end);
  expect(terminal.screen()).toContain('19        0.6555');
  await press(KEYS.escape, KEYS.home);
  expect(terminal.screen()).toBe(leaderboard);
});

it('asks on q; only y stops, once', async () => {
  await show();
  await press('q');
  expect(lastLine()).toContain('Stop the study?');
  await press('n');
  expect(lastLine()).toContain('q stop');
  expect(quits).toBe(0);
  await press('q', 'y', 'q');
  expect(quits).toBe(1);
  expect(lastLine()).toContain('stopping...');
});

it('loses no key that came while it was busy', async () => {
  await show();
  await press('jjj\r');
  expect(terminal.screen()).toContain('rank 3');
  await press('qqy\u0003');
  expect(quits).toBe(2);
});

it('passes every Ctrl-C on', async () => {
  await show();
  await press(KEYS.ctrlC, KEYS.ctrlC);
  expect(quits).toBe(2);
  expect(lastLine()).toContain('stopping...');
});

it('draws all of the screen again when it is resized', async () => {
  await show();
  for (const [columns, rows] of [
    [120, 40],
    [20, 5],
    [200, 10],
    [80, 24],
  ] as const) {
    terminal.resize(columns, rows);
    expect(terminal.screen()).not.toContain('?'.repeat(10));
    expect(terminal.screen().split('\n')).toHaveLength(rows);
  }
  expect(terminal.screen()).toContain('leaderboard');
});

it('gives the terminal back with the result on it', async () => {
  await show([...middle, ...ending(middle)]);
  expect(keyboard.raw).toBe(true);
  terminal.write('said by a trial\n');
  expect(terminal.screen()).not.toContain('said');
  vi.useRealTimers();
  await ui.done();
  expect(terminal).toMatchObject({ alternate: false, cursorVisible: true });
  expect(keyboard.raw).toBe(false);
  expect(terminal.listenerCount('resize')).toBe(0);
  expect(terminal.normal()).toMatch(/^said by a trial\n#/);
  expect(terminal.normal()).toContain('best val_accuracy 0.8069 (trial 1)');
});
