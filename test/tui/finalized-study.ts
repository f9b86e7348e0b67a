import type { StudyEvent } from '../../src/core/events.js';
import type { CompleteTrial, RepeatMarks } from '../../src/core/trial.js';
import { createRng, standardNormal } from '../../src/math/rng.js';
import { initialState, reduce } from '../../src/tui/state.js';
import { simulatedStudy } from './simulated-study.js';

const EPOCH_MS = 2000;

/** The study that never ran, and after its 30 trials a race of the five best over three seeds and final retrainings of three. */
export function finalizedStudy(): StudyEvent[] {
  const searched = simulatedStudy({ trials: 30 });
  const { trials } = searched.reduce(reduce, initialState);
  const best = [...trials]
    .filter((trial): trial is CompleteTrial => trial.state === 'complete')
    .sort((a, b) => a.loss - b.loss)
    .slice(0, 5);
  const rng = createRng(11);
  const events = [...searched];
  let at = events.at(-1)?.at ?? 0;
  let number = trials.length;
  const run = (one: CompleteTrial, marks: RepeatMarks) => {
    const startedAt = at + 100;
    at = startedAt + 20 * EPOCH_MS;
    const loss = one.loss + 0.01 + 0.03 * standardNormal(rng);
    const base = { number: number++, params: one.params, ...marks, attempt: 1, reports: [], startedAt };
    const slot = { index: 0, device: 'wasm' };
    events.push({ type: 'trial-started', at: startedAt, trial: { ...base, state: 'running' }, slot });
    const metrics = { ...one.metrics, val_accuracy: -loss };
    events.push({ type: 'trial-finished', at, trial: { ...base, state: 'complete', finishedAt: at, loss, metrics } });
  };
  for (const round of [2, 3]) for (const one of best) run(one, { repeatOf: one.number, purpose: 'repeat', round });
  for (const round of [1, 2, 3, 4])
    for (const one of best.slice(0, 3)) run(one, { repeatOf: one.number, purpose: 'finalize', round });
  return events;
}
