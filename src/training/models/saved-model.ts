import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../../core/errors.js';
import type { Params } from '../../core/trial.js';
import { createRng } from '../../math/rng.js';
import { restoreTextEncoder, type TextEncoder } from '../data/text-encoder.js';
import { readHyperparameters, type TextHyperparameters } from '../hyperparameters.js';
import { tf } from '../tf.js';
import { createModel } from './index.js';
import { type TextModel, variablesOf } from './text-model.js';

/** A classifier with everything that it needs to read texts. */
export interface TextClassifier {
  readonly settings: TextHyperparameters;
  readonly encoder: TextEncoder;
  /** Label i is class i. */
  readonly labels: readonly string[];
  readonly model: TextModel;
}

/** model.json */
interface Manifest {
  readonly format: typeof format;
  readonly version: typeof version;
  readonly hyperparameters: Params;
  /** In the order in which `weights.bin` has them: float32, little-endian, row by row. */
  readonly weights: readonly { readonly name: string; readonly shape: readonly number[] }[];
}

const format = 'hypersweep-text-classifier';
const version = 1;

/** Writes model.json, weights.bin, labels.json and, where the encoder learned one, vocabulary.json. */
export async function saveTextClassifier(folder: string, { settings, encoder, labels, model }: TextClassifier): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const values = await Promise.all(variablesOf(model).map((variable) => variable.data()));
  writeFileSync(join(folder, 'weights.bin'), Buffer.concat(values.map((array) => littleEndian(array as Float32Array))));
  writeJson(folder, 'labels.json', labels);
  if (encoder.vocabulary !== undefined) writeJson(folder, 'vocabulary.json', encoder.vocabulary);
  const weights = model.weights.map(({ name, variable }) => ({ name, shape: variable.shape }));
  // Last: a folder with a model.json is complete.
  writeJson(folder, 'model.json', { format, version, hyperparameters: settings, weights } satisfies Manifest);
}

/** Throws a UsageError where the folder does not hold a whole model. The caller disposes the model's variables. */
export function loadTextClassifier(folder: string): TextClassifier {
  const manifest = readManifest(folder);
  const settings = readHyperparameters(manifest.hyperparameters);
  const labels = readStrings(folder, 'labels.json');
  const vocabulary = settings.encoder === 'bag' ? undefined : readStrings(folder, 'vocabulary.json');
  const encoder = restoreTextEncoder(settings, vocabulary);
  const model = createModel(settings, { rows: encoder.rows, classes: labels.length }, createRng(0));
  try {
    checkShapes(folder, manifest, model);
    readWeights(folder, model);
  } catch (error) {
    tf.dispose(variablesOf(model));
    throw error;
  }
  return { settings, encoder, labels, model };
}

function readManifest(folder: string): Manifest {
  const manifest = readJson(folder, 'model.json') as Partial<Manifest> | null;
  if (manifest?.format === format && manifest.version === version) return manifest as Manifest;
  const got = JSON.stringify({ format: manifest?.format, version: manifest?.version });
  throw new UsageError(`Expected a model of format "${format}", version ${version}, got ${got} (${join(folder, 'model.json')}).`);
}

function checkShapes(folder: string, { weights }: Manifest, model: TextModel): void {
  const describe = (list: readonly { name: string; shape: readonly number[] }[]): string =>
    list.map(({ name, shape }) => `${name} [${shape.join(', ')}]`).join('; ');
  const expected = describe(model.weights.map(({ name, variable }) => ({ name, shape: variable.shape })));
  const got = describe(weights);
  if (got === expected) return;
  throw new UsageError(
    `Expected the weights ${expected}, as the labels and settings say, got ${got} (${join(folder, 'model.json')}).`,
  );
}

function readWeights(folder: string, model: TextModel): void {
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

function readStrings(folder: string, name: string): string[] {
  const value = readJson(folder, name);
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value;
  throw new UsageError(`Expected a list of strings (${join(folder, name)}).`);
}

function readJson(folder: string, name: string): unknown {
  const path = join(folder, name);
  try {
    return JSON.parse(readBytes(path).toString('utf8'));
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`Expected JSON (${path}): ${(error as Error).message}`);
  }
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
