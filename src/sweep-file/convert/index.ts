import * as yaml from 'yaml';
import { UsageError } from '../../core/errors.js';
import { readDocument } from '../document.js';
import type { Converted } from './converted.js';
import { fromKatib, isKatib } from './katib.js';
import { fromNni, isNni } from './nni.js';
import { fromOptuna, isOptuna } from './optuna.js';
import { fromWandb, isWandb } from './wandb.js';

type Document = Readonly<Record<string, unknown>>;

/** Tried in this order: the marks of the first ones are the surest. */
const formats: readonly (readonly [isIt: (document: Document) => boolean, read: (document: Document) => Converted])[] = [
  [isKatib, fromKatib],
  [isOptuna, fromOptuna],
  [isNni, fromNni],
  [isWandb, fromWandb],
];

/**
 * A search space of W&B, NNI, Katib or Optuna, in YAML or JSON, as the keys of a sweep file.
 * @throws UsageError when it is none of them.
 */
export function convertSpace(text: string, fileName: string): Converted {
  const { value } = readDocument(text, fileName);
  const format = formats.find(([isIt]) => isIt(value));
  if (format) return format[1](value);
  throw new UsageError(
    `${fileName}: expected a sweep of W&B (\`parameters\`), a search space of NNI (\`_type\`), an experiment of Katib ` +
      '(`kind: Experiment`) or distributions of Optuna, got none of them',
  );
}

/** A sweep file with what its author has to look at on top. */
export function sweepText({ from, sweep, remarks }: Converted): string {
  const head = [`Converted from ${from}.`, ...remarks].map((line) => `# ${line.replaceAll('\n', ' ')}\n`).join('');
  return `${head}${yaml.stringify(sweep, { lineWidth: 120 })}`;
}
