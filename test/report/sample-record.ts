import type { Objective } from '../../src/core/objective.js';
import type { Parameter } from '../../src/core/search-space.js';
import type { StudyRecord } from '../../src/core/study-record.js';
import type { Params, Report, Trial } from '../../src/core/trial.js';
import { createRng, standardNormal, uniformInt } from '../../src/math/rng.js';

const objective: Objective = { metric: 'val_accuracy', goal: 'maximize' };
const createdAt = Date.UTC(2026, 2, 1, 9, 30);
const epochs = 12;

function only(name: string, value: string) {
  return { source: `${name} == '${value}'`, references: [name], holds: (params: Params) => params[name] === value };
}

const parameters: Parameter[] = [
  { name: 'encoder', distribution: { kind: 'categorical', choices: ['bag', 'cnn'] } },
  { name: 'learning_rate', distribution: { kind: 'float', low: 1e-4, high: 1e-1, log: true } },
  { name: 'batch_size', distribution: { kind: 'categorical', choices: [32, 64, 128, 256] } },
  { name: 'dropout', distribution: { kind: 'float', low: 0, high: 0.6 } },
  { name: 'filters', distribution: { kind: 'int', low: 16, high: 256, log: true }, when: only('encoder', 'cnn') },
  { name: 'loss', distribution: { kind: 'categorical', choices: ['cross-entropy', 'label-smoothing', 'focal'] } },
  { name: 'smoothing', distribution: { kind: 'float', low: 0.01, high: 0.3 }, when: only('loss', 'label-smoothing') },
  { name: 'clip_norm', distribution: { kind: 'categorical', choices: [null, 1, 5] } },
  { name: 'lowercase', distribution: { kind: 'categorical', choices: [true, false] } },
  { name: 'decay', distribution: { kind: 'categorical', choices: ['cosine'] } },
];

const sweepText = `name: language-id
method: tpe
metric: { name: val_accuracy, goal: maximize }
task: { type: text-classification, data: { source: intl-languages }, epochs: 12 }
parameters:
  encoder:       { values: [bag, cnn] }
  learning_rate: { min: 1e-4, max: 1e-1, log: true }
  batch_size:    { values: [32, 64, 128, 256] }
  dropout:       { min: 0, max: 0.6 }
  filters:       { min: 16, max: 256, log: true, when: "encoder == 'cnn'" }
  loss:          { values: [cross-entropy, label-smoothing, focal] }
  smoothing:     { min: 0.01, max: 0.3, when: "loss == 'label-smoothing'" }
  clip_norm:     { values: [null, 1, 5] }
  lowercase:     { values: [true, false] }
  decay:         { value: cosine }
early_terminate: { type: asha, min_iter: 1, eta: 3 }
run_cap: 40
seed: 42
`;

/** A made-up study with every kind of parameter, state and ending, the same at every call. */
export function sampleRecord(trialCount = 40): StudyRecord {
  const rng = createRng(7);
  const trials: Trial[] = [];
  for (let number = 0; number < trialCount; number++) trials.push(sampleTrial(number, () => rng.next()));
  const best = trials.filter((trial) => trial.state === 'complete').sort((a, b) => a.loss - b.loss)[0];
  return {
    spec: {
      name: 'language-id',
      description: 'Guess the language of a name.',
      objective,
      space: { parameters },
      sampler: { type: 'tpe' },
      pruner: { type: 'asha', min_iter: 1, eta: 3 },
      budget: { trials: trialCount },
      seed: 42,
      workers: 2,
      task: { kind: 'text-classification', data: { kind: 'intl-languages' }, split: [0.8, 0.1, 0.1], epochs },
    },
    sweepText,
    trials,
    status: 'finished',
    elapsedMs: trialCount * 6300,
    ...(best && {
      test: { trialNumber: best.number, metrics: { accuracy: -best.loss - 0.0061, macro_f1: -best.loss - 0.0148 } },
    }),
    environment: {
      hypersweep: '0.1.0',
      node: '20.19.0',
      platform: 'linux x64',
      cpu: 'Example CPU at 2.5 GHz',
      cores: 2,
      devices: ['wasm', 'wasm'],
    },
    createdAt,
  };
}

function sampleTrial(number: number, next: () => number): Trial {
  const params = sampleParams(next);
  const skill = reachableAccuracy(params) + 0.01 * standardNormal({ next });
  const speed = 0.25 + 0.5 * next();
  const startedAt = createdAt + number * 6300;
  const base = { number, params, attempt: 1, startedAt };
  const reportsUpTo = (last: number) => Array.from({ length: last }, (_, index) => sampleReport(index + 1, skill, speed));
  const finishedAt = (reports: readonly Report[]) => startedAt + 400 + reports.length * 950;

  if (Number(params.learning_rate) > 0.05) {
    const reports = [...reportsUpTo(1), { step: 2, metrics: { val_accuracy: NaN, val_loss: NaN }, loss: NaN }];
    const message = 'val_loss is NaN at step 2: the learning rate may be too high';
    return { ...base, state: 'failed', reports, finishedAt: finishedAt(reports), reason: 'diverged', message };
  }
  if (Number(params.filters) > 130 && params.batch_size === 256) {
    const message = 'the device has no memory left for 256 filters at batch size 256';
    return { ...base, state: 'failed', reports: [], finishedAt: finishedAt([]), reason: 'out-of-memory', message };
  }
  const rung = skill < 0.68 ? 1 : skill < 0.74 ? 3 : 9;
  if (skill < 0.775 && number > 4) {
    const reports = reportsUpTo(rung);
    const value = reports.at(-1)?.metrics.val_accuracy?.toFixed(3);
    const explanation = `val_accuracy ${value} at step ${rung} is not in the best 1/3 of ${number} trials (bound 0.702)`;
    return { ...base, state: 'pruned', reports, finishedAt: finishedAt(reports), explanation };
  }
  const reports = reportsUpTo(epochs);
  const last = reports.at(-1) as Report;
  return { ...base, state: 'complete', reports, finishedAt: finishedAt(reports), metrics: last.metrics, loss: last.loss };
}

function sampleParams(next: () => number): Params {
  const rng = { next };
  const pick = <T>(items: readonly T[]) => items[uniformInt(rng, 0, items.length - 1)] as T;
  const encoder = pick(['bag', 'cnn']);
  const loss = pick(['cross-entropy', 'label-smoothing', 'focal']);
  return {
    encoder,
    learning_rate: 10 ** (-4 + 3 * next()),
    batch_size: pick([32, 64, 128, 256]),
    dropout: 0.6 * next(),
    ...(encoder === 'cnn' && { filters: Math.round(16 * 16 ** next()) }),
    loss,
    ...(loss === 'label-smoothing' && { smoothing: 0.01 + 0.29 * next() }),
    clip_norm: pick([null, 1, 5]),
    lowercase: pick([true, false]),
    decay: 'cosine',
  };
}

function reachableAccuracy(params: Params): number {
  const rateError = Math.log10(Number(params.learning_rate)) - Math.log10(0.004);
  const dropoutError = Number(params.dropout) - 0.25;
  return (
    0.8 +
    (params.encoder === 'cnn' ? 0.03 : 0) -
    0.055 * rateError ** 2 -
    0.4 * dropoutError ** 2 -
    (params.lowercase ? 0.012 : 0)
  );
}

function sampleReport(step: number, skill: number, speed: number): Report {
  const wiggle = 0.006 * Math.sin(7 * step + 40 * skill);
  const accuracy = 0.05 + (skill - 0.05) * (1 - Math.exp(-speed * step - 0.35)) + wiggle / Math.sqrt(step);
  return { step, metrics: { val_accuracy: accuracy, val_loss: 2.4 * (1 - accuracy) + 0.1 }, loss: -accuracy };
}
