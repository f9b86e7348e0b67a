/**
 * What a frame of the terminal view costs by the number of trials, each with ten reports: `npx tsx bench/frames.ts [trials ...]`.
 * A frame is what a study at work causes: one trial reports, another ends, and the screen is drawn anew, on a terminal that
 * takes what it is given at once. Milliseconds, the median and the worst of 30 frames, without the first, which ranks all trials.
 */

import type { StudyEvent } from '../src/core/events.js';
import type { CompleteTrial, Report, RunningTrial, Trial } from '../src/core/trial.js';
import { startTerminalUi } from '../src/tui/start.js';
import { overview } from '../test/tui/simulated-study.js';
import { VirtualKeyboard, VirtualTerminal } from '../test/tui/virtual-terminal.js';

const frames = 30;
const slot = { index: 0, device: 'wasm' };
const views = ['1 leaderboard', '2 trial', '3 curves', '4 importance', '5 timeline', '6 devices', '7 log', '? help'];

console.log('trials  view           first  median   worst');
const counts = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [1000, 10_000, 100_000];
for (const count of counts) {
  for (const view of views)
    console.log(`${String(count).padStart(6)}  ${view.slice(2).padEnd(12)} ${await timesOf(count, view)}`);
  console.log(`${String(count).padStart(6)}  ${'sorted, filtered'.padEnd(12)} ${await timesOf(count, '1', true)}`);
}
process.exit(0);

async function timesOf(count: number, view: string, isSorted = false): Promise<string> {
  const terminal = new VirtualTerminal(120, 40);
  const keyboard = new VirtualKeyboard();
  const ui = startTerminalUi({
    onQuit: () => {},
    stdin: keyboard as unknown as NodeJS.ReadStream,
    stdout: terminal as unknown as NodeJS.WriteStream,
    readDevices: async () => [],
  });
  const trials: Trial[] = Array.from({ length: count }, (_, number) => complete(number));
  const start: StudyEvent = { type: 'study-started', at: 0, study: overview, slots: [slot], trials, elapsedMs: 0 };
  ui.emit(start);
  const first = timed(() => keyboard.press(view[0] as string));
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
  return [first, times[frames >> 1] as number, times.at(-1) as number].map((ms) => ms.toFixed(1).padStart(7)).join(' ');
}

function timed(action: () => void): number {
  const from = performance.now();
  action();
  return performance.now() - from;
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
  return { step, loss: -accuracy, metrics: { val_accuracy: accuracy, val_loss: 1 - accuracy } };
}

function running(number: number): RunningTrial {
  return { number, params: params(number), attempt: 1, reports: [], state: 'running', startedAt: number };
}

function complete(number: number): CompleteTrial {
  const reports = Array.from({ length: 10 }, (_, i) => reportOf(number, i + 1));
  const last = reports.at(-1) as Report;
  return { ...running(number), state: 'complete', reports, finishedAt: number + 1, loss: last.loss, metrics: last.metrics };
}
