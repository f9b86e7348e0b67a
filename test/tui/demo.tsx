/**
 * The live view at work on a simulated study, to be looked at: `npx tsx test/tui/demo.tsx [trials] [workers] [speed]`.
 * `speed` is how much faster than time the study goes. What the study's coordinator would do, the demo does: it ends the study
 * on the first request to stop, and the process on the second.
 */
import { startTerminalUi } from '../../src/tui/start.js';
import { ending, START, simulatedStudy } from './simulated-study.js';

const [trials = 40, workers = 2, speed = 10] = process.argv.slice(2).map(Number);
const startedAt = Date.now();
const clock = () => START + (Date.now() - startedAt) * speed;

let stopRequests = 0;
const ui = startTerminalUi({
  now: clock,
  onQuit: () => {
    stopRequests += 1;
    if (stopRequests > 1) process.exit(130);
  },
});

const events = simulatedStudy({ trials, workers });
for (const event of [...events, ...ending(events)]) {
  while (event.at > clock() && stopRequests === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  if (stopRequests > 0) break;
  ui.emit(event);
}
if (stopRequests > 0) {
  const at = clock();
  ui.emit({ type: 'study-ending', at, reason: 'interrupted' });
  await new Promise((resolve) => setTimeout(resolve, 1500));
  ui.emit({ type: 'study-ended', at: clock(), reason: 'interrupted', elapsedMs: clock() - START });
}
await new Promise((resolve) => setTimeout(resolve, 1000));
await ui.done();
