import { readFileSync } from 'node:fs';
import { UsageError } from '../core/errors.js';
import type { TrainingSpec } from '../core/task-spec.js';
import { decodeUtf8 } from '../data-files/decode-utf8.js';
import { readFileBytes } from '../data-files/file-bytes.js';
import { tasks } from '../tasks/index.js';
import { readUnlabelledTexts } from '../training/data/unlabelled-texts.js';

/**
 * What a model of the task is to predict from: the paths of files, or texts.
 *
 * @param files as they were named; `-` is the standard input
 * @param text of `--text`
 * @throws UsageError for what the task cannot predict from, and for what cannot be read
 */
export function predictionInputs(task: TrainingSpec, files: readonly string[], text: string | undefined): readonly string[] {
  if (tasks[task.kind].inputs === 'files') {
    if (files.length > 0 && text === undefined && !files.includes('-')) return files;
    throw new UsageError('Expected files of the kind that the study was trained on, as its model takes no texts');
  }
  const [file, ...others] = files;
  if ((file === undefined) === (text === undefined) || others.length > 0)
    throw new UsageError('Expected either --text or one file (- for standard input)');
  return text !== undefined ? [text] : textsOf(task, file as string);
}

/** Of a file such as those that the study was trained on the texts in its column, of any other its lines. */
function textsOf(task: TrainingSpec, file: string): string[] {
  const hasColumns = /\.(csv|tsv|tab|jsonl|ndjson)(\.gz)?$/i.test(file);
  if (task.kind !== 'text-classification' || task.data.kind !== 'files' || !hasColumns) return linesOf(file);
  const { format: _ofTraining, ...columns } = task.data;
  return readUnlabelledTexts(file, columns);
}

function linesOf(file: string): string[] {
  const content = decodeUtf8(file === '-' ? readFileSync(0) : readFileBytes(file), file);
  const lines = content.split(/\r?\n/).filter((line) => line.trim() !== '');
  if (lines.length === 0) throw new UsageError(`Expected a text on each line of ${file}, got none`);
  return lines;
}
