import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../../core/errors.js';
import type { TrainingKind } from '../../core/task-spec.js';
import type { Params } from '../../core/trial.js';
import { tf } from '../tf.js';
import { type Model, variablesOf } from './model.js';

/** model.json */
export interface Manifest {
  readonly format: typeof format;
  readonly version: typeof version;
  readonly task: TrainingKind;
  readonly hyperparameters: Params;
  /** In the order in which `weights.bin` has them: float32, little-endian, row by row. */
  readonly weights: readonly { readonly name: string; readonly shape: readonly number[] }[];
}

const format = 'hypersweep-model';
const version = 1;

interface ModelToSave {
  readonly task: TrainingKind;
  readonly hyperparameters: Params;
  readonly model: Model;
  /** What else is needed to use it, by file name: written as JSON. */
  readonly assets: Readonly<Record<string, unknown>>;
}

/** Writes model.json, weights.bin and the assets. */
export async function saveModel(folder: string, { task, hyperparameters, model, assets }: ModelToSave): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const values = await Promise.all(variablesOf(model).map((variable) => variable.data()));
  writeFileSync(join(folder, 'weights.bin'), Buffer.concat(values.map((array) => littleEndian(array as Float32Array))));
  for (const [name, value] of Object.entries(assets)) writeJson(folder, name, value);
  const weights = model.weights.map(({ name, variable }) => ({ name, shape: variable.shape }));
  // Last: a folder with a model.json is complete.
  writeJson(folder, 'model.json', { format, version, task, hyperparameters, weights } satisfies Manifest);
}

/** What the folder holds. @throws UsageError unless it is a model of the task */
export function readManifest(folder: string, task: TrainingKind): Manifest {
  const manifest = readJson(folder, 'model.json') as Partial<Manifest> | null;
  if (manifest?.format === format && manifest.version === version && manifest.task === task) return manifest as Manifest;
  const got = JSON.stringify({ format: manifest?.format, version: manifest?.version, task: manifest?.task });
  throw new UsageError(
    `Expected a model of format "${format}", version ${version}, for ${task}, got ${got} (${join(folder, 'model.json')}).`,
  );
}

/** Gives the model the saved weights. @throws UsageError where they are of another model, which is disposed then */
export function loadWeights(folder: string, manifest: Manifest, model: Model): void {
  try {
    checkShapes(folder, manifest, model);
    readWeights(folder, model);
  } catch (error) {
    tf.dispose(variablesOf(model));
    throw error;
  }
}

/** An asset that is a list of strings. @throws UsageError where it is not */
export function readStrings(folder: string, name: string): string[] {
  const value = readJson(folder, name);
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value;
  throw new UsageError(`Expected a list of strings (${join(folder, name)}).`);
}

/** An asset, whatever it is. @throws UsageError where it is not there, or is no JSON */
export function readJson(folder: string, name: string): unknown {
  const path = join(folder, name);
  try {
    return JSON.parse(readBytes(path).toString('utf8'));
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`Expected JSON (${path}): ${(error as Error).message}`);
  }
}

function checkShapes(folder: string, { weights }: Manifest, model: Model): void {
  const describe = (list: readonly { name: string; shape: readonly number[] }[]): string =>
    list.map(({ name, shape }) => `${name} [${shape.join(', ')}]`).join('; ');
  const expected = describe(model.weights.map(({ name, variable }) => ({ name, shape: variable.shape })));
  const got = describe(weights);
  if (got === expected) return;
  throw new UsageError(
    `Expected the weights ${expected}, as the labels and settings say, got ${got} (${join(folder, 'model.json')}).`,
  );
}

function readWeights(folder: string, model: Model): void {
  const path = join(folder, 'weights.bin');
  const bytes = readBytes(path);
  const expected = model.weights.reduce((sum, { variable }) => sum + variable.size * Float32Array.BYTES_PER_ELEMENT, 0);
  if (bytes.length !== expected) {
    throw new UsageError(`Expected ${expected} bytes, got ${bytes.length}: the file is damaged or of another model (${path}).`);
  }
  let start = 0;
  for (const { variable } of model.weights) {
    const values = Float32Array.from({ length: variable.size }, (_, i) =>
      bytes.readFloatLE(start + i * Float32Array.BYTES_PER_ELEMENT),
    );
    tf.tidy(() => variable.assign(tf.tensor(values, variable.shape)));
    start += values.byteLength;
  }
}

function littleEndian(values: Float32Array): Buffer {
  const bytes = Buffer.alloc(values.byteLength);
  values.forEach((value, i) => {
    bytes.writeFloatLE(value, i * Float32Array.BYTES_PER_ELEMENT);
  });
  return bytes;
}

function readBytes(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new UsageError(`Expected a saved model with ${path}: ${(error as Error).message}`);
  }
}

function writeJson(folder: string, name: string, value: unknown): void {
  writeFileSync(join(folder, name), `${JSON.stringify(value, undefined, 2)}\n`);
}
