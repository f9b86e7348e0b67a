/**
 * What a frame of the terminal view costs by the number of trials, each with ten reports:
 *
 *     npx tsx bench/frames.ts [trials ...] [part of a view's name]
 *
 * A frame is what a study at work causes: one trial reports, another ends, and the screen is drawn anew, on a terminal that
 * takes what it is given at once. Milliseconds of CPU time, which other work on the machine does not lengthen, the median and the
 * worst of 30 frames, without the first, which ranks all trials. At last what 100,000 reports of one trial cost the plain lines.
 */

import type { StudyEvent } from '../src/core/events.js';
import type { CompleteTrial, Report, RunningTrial, Trial } from '../src/core/trial.js';
import { plainLines } from '../src/tui/plain.js';
import { startTerminalUi } from '../src/tui/start.js';
import { overview } from '../test/tui/simulated-study.js';
import { VirtualKeyboard, VirtualTerminal } from '../test/tui/virtual-terminal.js';

const frames = 30;
const slot = { index: 0, device: 'wasm' };
const views: readonly (readonly [name: string, key: string, shown?: Shown])[] = [
  ['leaderboard', '1'],
  ['trial', '2'],
  ['curves', '3'],
  ['importance', '4'],
  ['timeline', '5'],
  ['devices', '6'],
  ['log', '7'],
  ['help', '?'],
  ['sorted, filtered', '1', { isSorted: true }],
  ['2 objectives', '1', { objectives: 2 }],
  ['2 objectives, sorted, filtered', '1', { objectives: 2, isSorted: true }],
  ['3 objectives', '1', { objectives: 3 }],
  ['3 objectives, sorted, filtered', '1', { objectives: 3, isSorted: true }],
  ['4 objectives', '1', { objectives: 4 }],
  ['5 objectives', '1', { objectives: 5 }],
];

/** Of all views at all counts, in ms. */
let worst = 0;
console.log(`trials  ${'view'.padEnd(30)}  first  median   worst`);
const given = process.argv.slice(2);
const part = given.find((word) => Number.isNaN(Number(word))) ?? '';
const counts = given.map(Number).filter((count) => count > 0);
for (const count of counts.length > 0 ? counts : [1000, 10_000, 100_000]) {
  for (const [name, key, shown] of views.filter(([name]) => name.includes(part)))
    console.log(`${String(count).padStart(6)}  ${name.padEnd(30)} ${await timesOf(count, key, shown)}`);
}
console.log(`worst of all: ${worst.toFixed(1)} ms (aim: 50)`);
console.log(`100,000 reports as plain lines: ${timed(reportsAsLines).toFixed(0)} ms`);
process.exit(0);

interface Shown {
  readonly isSorted?: boolean;
  readonly objectives?: number;
}

async function timesOf(count: number, key: string, { isSorted = false, objectives = 1 }: Shown = {}): Promise<string> {
  const terminal = new VirtualTerminal(120, 40);
  const keyboard = new VirtualKeyboard();
  const ui = startTerminalUi({
    onQuit: () => {},
    stdin: keyboard as unknown as NodeJS.ReadStream,
    stdout: terminal as unknown as NodeJS.WriteStream,
    readDevices: async () => [],
  });
  const trials: Trial[] = Array.from({ length: count }, (_, number) => complete(number));
  const further = ['val_loss', 'size', 'latency', 'energy']
    .slice(0, objectives - 1)
    .map((metric) => ({ metric, goal: 'minimize' as const }));
  const study = objectives > 1 ? { ...overview, furtherObjectives: further } : overview;
  const start: StudyEvent = { type: 'study-started', at: 0, study, slots: [slot], trials, elapsedMs: 0 };
  ui.emit(start);
  const first = timed(() => keyboard.press(key));
  if (isSorted) for (const key of ['f', ...'dropout>0.2', '\r', 's', 'j', 'j', 'j', 'j', '\r']) keyboard.press(key);
  const times = Array.from({ length: frames }, (_, i) =>
    timed(() => {
      const number = count + i;
      ui.emit({ type: 'trial-started', at: i, trial: running(number), slot });
      ui.emit({ type: 'trial-reported', at: i, trialNumber: number, report: reportOf(number, 1) });
      ui.emit({ type: 'trial-finished', at: i, trial: complete(number) });
      // Any key draws at once; this one moves nothing in any view but the board.
      keyboard.press('g');
    }),
  ).sort((a, b) => a - b);
  await ui.done();
  worst = Math.max(worst, times.at(-1) as number);
  return [first, times[frames >> 1] as number, times.at(-1) as number].map((ms) => ms.toFixed(1).padStart(7)).join(' ');
}

function timed(action: () => void): number {
  const from = process.cpuUsage();
  action();
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1000;
}

function params(number: number) {
  const unit = ((number * 7919) % 1000) / 1000;
  return {
    encoder: 'cnn',
    learning_rate: 10 ** (-4 + 3 * unit),
    batch_size: 32,
    dropout: 0.6 * unit,
    loss: 'mse',
    warmup: unit / 4,
    task_seed: 7,
  };
}

function reportOf(number: number, step: number): Report {
  const accuracy = (((number * 104_729) % 10_007) / 10_007) * (1 - Math.exp(-step / 3));
  const metrics = {
    val_accuracy: accuracy,
    val_loss: ((number * 15_485_863) % 10_009) / 10_009,
    size: (number * 31_337) % 1009,
    latency: (number * 7_368_787) % 5003,
    energy: (number * 32_452_843) % 7001,
  };
  return { step, loss: -accuracy, metrics };
}

function reportsAsLines(): void {
  const lineOf = plainLines();
  lineOf({ type: 'study-started', at: 0, study: overview, slots: [slot], trials: [], elapsedMs: 0 });
  lineOf({ type: 'trial-started', at: 0, trial: running(0), slot });
  for (let step = 1; step <= 100_000; step++)
    lineOf({ type: 'trial-reported', at: 0, trialNumber: 0, report: reportOf(0, step) });
}

function running(number: number): RunningTrial {
  return { number, params: params(number), attempt: 1, reports: [], state: 'running', startedAt: number };
}

function complete(number: number): CompleteTrial {
  const reports = Array.from({ length: 10 }, (_, i) => reportOf(number, i + 1));
  const last = reports.at(-1) as Report;
  return { ...running(number), state: 'complete', reports, finishedAt: number + 1, loss: last.loss, metrics: last.metrics };
}
