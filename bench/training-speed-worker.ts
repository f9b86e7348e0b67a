/**
 * Trains what bench/training-speed.ts asks for on one backend: for each line of JSON `{ model, ms }` steps of Adam for that long, but
 * one at least, and a line with what they took.
 *
 *     npx tsx bench/training-speed-worker.ts wasm wall
 */
import { createInterface } from 'node:readline';
import type { BackendName } from '../src/core/backend.js';
import { startBackend } from '../src/training/backends/index.js';
import { LossWindow } from '../src/training/loss-window.js';
import { crossEntropy } from '../src/training/losses/cross-entropy.js';
import { variablesOf } from '../src/training/models/model.js';
import { AdamOptimizer } from '../src/training/optimizers/adam.js';
import { tf } from '../src/training/tf.js';
import { type BenchModelName, benchModels } from './training-speed-models.js';

const [name, clock] = process.argv.slice(2) as [BackendName, 'wall' | 'cpu'];
/** JavaScript and WebAssembly are compiled better where they turn out to run often. A step of the slow backend takes seconds. */
const warmUpMs = name === 'cpu' ? 0 : 1000;
const rate = 1e-3;

/** Losses are read so many at a time, as the trainer does: a GPU that has to answer each step stands still between them. */
const lossesAtATime = 20;

interface BenchTrainer {
  readonly batch: number;
  /** Takes a step and gives its loss. */
  step(): tf.Scalar;
}

const backend = await startBackend(name);
const trainers = new Map<BenchModelName, BenchTrainer>();

for await (const line of createInterface({ input: process.stdin })) {
  const { model, ms } = JSON.parse(line) as { model: BenchModelName; ms: number };
  const { batch, step } = trainers.get(model) ?? (await prepare(model));
  const { steps, took } = await repeat(step, ms);
  backend.check();
  process.stdout.write(`${JSON.stringify({ samples: steps * batch, seconds: took / 1e3 })}\n`);
}

/** Takes steps for `ms`, but one at least. */
async function repeat(step: () => tf.Scalar, ms: number): Promise<{ steps: number; took: number }> {
  const start = now();
  const losses = new LossWindow();
  let steps = 0;
  do {
    losses.push(step());
    steps++;
    if (losses.size === lossesAtATime) await losses.drain();
  } while (now() - start < ms);
  if (losses.size > 0) await losses.drain();
  return { steps, took: now() - start };
}

/** Milliseconds that have gone by, or that this process has computed. */
function now(): number {
  if (clock === 'wall') return performance.now();
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e3;
}

async function prepare(modelName: BenchModelName): Promise<BenchTrainer> {
  const model = benchModels[modelName]();
  const { weights, batch, classes } = model;
  const optimizer = new AdamOptimizer(weights, { beta2: 0.999, decay: 0, decoupled: false });
  const classOf = Int32Array.from({ length: batch }, (_, i) => i % classes);
  const targets = tf.cast(tf.oneHot(tf.tensor1d(classOf, 'int32'), classes), 'float32') as tf.Tensor2D;
  const variables = variablesOf(model);
  const step = () =>
    tf.tidy(() => {
      const { value, grads } = tf.variableGrads(() => tf.mean(crossEntropy(model.logits(), targets)) as tf.Scalar, variables);
      optimizer.step(
        variables.map((variable) => grads[variable.name] as tf.Tensor),
        rate,
      );
      return value;
    });
  if (warmUpMs > 0) await repeat(step, warmUpMs);
  const trainer = { batch, step };
  trainers.set(modelName, trainer);
  return trainer;
}
