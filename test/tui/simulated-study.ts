import type { StudyEvent, StudyOverview } from '../../src/core/events.js';
import type { Slot } from '../../src/core/executor.js';
import type { FinishedTrial, Params, Report } from '../../src/core/trial.js';

/** 2026-01-01T00:00:00Z */
export const START = 1_767_225_600_000;

/** Milliseconds that a simulated epoch takes. */
const EPOCH_MS = 2000;
/** Progress messages an epoch. */
const BEATS = 4;

export const overview: StudyOverview = {
  name: 'language-id',
  objective: { metric: 'val_accuracy', goal: 'maximize' },
  sampler: { type: 'tpe' },
  pruner: { type: 'asha', min_iter: 1, eta: 3 },
  budget: { trials: 40, timeMs: 30 * 60_000 },
  parameterNames: ['encoder', 'learning_rate', 'batch_size', 'dropout', 'loss', 'smoothing', 'warmup', 'task_seed'],
  searchedNames: ['encoder', 'learning_rate', 'batch_size', 'dropout', 'loss', 'smoothing', 'warmup'],
  parameters: [
    { name: 'encoder', distribution: { kind: 'categorical', choices: ['bag', 'cnn'] } },
    { name: 'learning_rate', distribution: { kind: 'float', low: 1e-4, high: 0.1, log: true } },
    { name: 'batch_size', distribution: { kind: 'categorical', choices: [32, 64, 128, 256] } },
    { name: 'dropout', distribution: { kind: 'float', low: 0, high: 0.6 } },
    { name: 'loss', distribution: { kind: 'categorical', choices: ['cross-entropy', 'label-smoothing', 'focal', 'mse'] } },
    {
      name: 'smoothing',
      distribution: { kind: 'float', low: 0.01, high: 0.3 },
      when: {
        source: "loss == 'label-smoothing'",
        references: ['loss'],
        holds: ({ loss }) => loss === 'label-smoothing',
      },
    },
    { name: 'warmup', distribution: { kind: 'float', low: 0, high: 0.3 } },
    { name: 'task_seed', distribution: { kind: 'categorical', choices: [7] } },
  ],
  epochs: 20,
};

export interface Simulation {
  readonly trials: number;
  readonly workers?: number;
  readonly overview?: StudyOverview;
}

/**
 * The events of a study that never ran, in the order of their times: each trial's curve rises towards a ceiling that hangs on
 * its parameters; every fifth trial is pruned after three epochs, every thirteenth diverges in its second. Without the last
 * two events (`study-ending`, `study-ended`), so that a test may stop in the middle.
 */
export function simulatedStudy({ trials, workers = 2, overview: study = overview }: Simulation): StudyEvent[] {
  const slots = Array.from({ length: workers }, (_, index): Slot => ({ index, device: 'wasm' }));
  const events: StudyEvent[] = [{ type: 'study-started', at: START, study, slots, trials: [], elapsedMs: 0 }];
  const freeAt = slots.map((slot) => START + 10 + slot.index * 300);
  for (let number = 0; number < trials; number++) {
    const next = freeAt.indexOf(Math.min(...freeAt));
    const slot = slots[next] as Slot;
    const ran = trialEvents(number, slot, freeAt[next] as number, study.epochs ?? 20);
    events.push(...ran);
    freeAt[next] = (ran.at(-1)?.at ?? START) + 100;
  }
  return events.toSorted((a, b) => a.at - b.at);
}

/** The last two events, after the given ones. */
export function ending(events: readonly StudyEvent[]): StudyEvent[] {
  const at = events.at(-1)?.at ?? START;
  return [
    { type: 'study-ending', at, reason: 'trials' },
    {
      type: 'study-ended',
      at: at + 1500,
      reason: 'trials',
      elapsedMs: at + 1500 - START,
      test: { trialNumber: 0, metrics: { accuracy: 0.8012, f1: 0.7954 } },
    },
  ];
}

function trialEvents(number: number, slot: Slot, startedAt: number, epochs: number): StudyEvent[] {
  const params = paramsOf(number);
  const base = { number, params, attempt: 1 };
  const events: StudyEvent[] = [
    { type: 'trial-started', at: startedAt, trial: { ...base, state: 'running', startedAt, reports: [] }, slot },
  ];
  const fate = number % 13 === 12 ? 'failed' : number % 5 === 4 ? 'pruned' : 'complete';
  const length = fate === 'failed' ? 2 : fate === 'pruned' ? 3 : epochs;
  const epochMs = EPOCH_MS * (1 + pseudo(number, 5));
  const reports: Report[] = [];
  for (let step = 1; step <= length; step++) {
    for (let beat = 0; beat < BEATS; beat++) {
      const at = Math.round(startedAt + (step - 1 + beat / BEATS) * epochMs);
      const progress = { step, steps: epochs, fraction: beat / BEATS, examplesPerSecond: 900 + 400 * pseudo(number, step) };
      events.push({ type: 'trial-progressed', at, trialNumber: number, slot, progress });
    }
    const report = reportOf(number, step, fate === 'failed' && step === length);
    reports.push(report);
    events.push({ type: 'trial-reported', at: Math.round(startedAt + step * epochMs), trialNumber: number, report });
  }
  const finishedAt = Math.round(startedAt + length * epochMs) + 20;
  events.push({ type: 'trial-finished', at: finishedAt, trial: finishedTrial() });
  return events;

  function finishedTrial(): FinishedTrial {
    const finished = { ...base, startedAt, finishedAt, reports };
    const last = reports.at(-1) as Report;
    if (fate === 'complete') return { ...finished, state: 'complete', loss: last.loss, metrics: last.metrics };
    if (fate === 'failed') return { ...finished, state: 'failed', reason: 'diverged', message: 'loss is NaN at epoch 2' };
    const explanation = `val_accuracy ${(-last.loss).toFixed(4)} at step 3 is not in the best 1/3 of ${number} trials (bound 0.5812)`;
    return { ...finished, state: 'pruned', explanation };
  }
}

function paramsOf(number: number): Params {
  const loss = ['cross-entropy', 'label-smoothing', 'focal', 'mse'][Math.floor(pseudo(number, 1) * 4)] as string;
  return {
    encoder: pseudo(number, 2) < 0.5 ? 'bag' : 'cnn',
    learning_rate: 10 ** (-4 + 3 * pseudo(number, 3)),
    batch_size: 32 * 2 ** Math.floor(pseudo(number, 4) * 4),
    dropout: 0.6 * pseudo(number, 6),
    loss,
    ...(loss === 'label-smoothing' && { smoothing: 0.01 + 0.29 * pseudo(number, 7) }),
    warmup: 0.3 * pseudo(number, 8),
    task_seed: 7,
  };
}

function reportOf(number: number, step: number, diverged: boolean): Report {
  if (diverged) return { step, loss: Number.NaN, metrics: { val_accuracy: Number.NaN, val_loss: Number.NaN } };
  const ceiling = 0.45 + 0.4 * pseudo(number, 9);
  const accuracy = ceiling * (1 - Math.exp(-step / (2 + 4 * pseudo(number, 10)))) + 0.01 * pseudo(number, 100 + step);
  return { step, loss: -accuracy, metrics: { val_accuracy: accuracy, val_loss: 2.5 * (1 - accuracy) } };
}

/** In [0, 1), the same on every machine: a hash, because the curves need no statistical quality. */
function pseudo(number: number, salt: number): number {
  let hash = Math.imul(number + 1, 0x9e3779b1) ^ Math.imul(salt + 1, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
  return ((hash ^ (hash >>> 15)) >>> 0) / 2 ** 32;
}
