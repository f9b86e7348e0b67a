import { readFileSync } from 'node:fs';
import { UsageError } from '../core/errors.js';
import type { TrainingSpec } from '../core/task-spec.js';
import { decodeUtf8 } from '../data-files/decode-utf8.js';
import { readFileBytes } from '../data-files/file-bytes.js';
import type { PredictionInput } from '../execution/protocol.js';
import { tasks } from '../tasks/index.js';
import { parseConllTokens } from '../training/data/tagging/conll.js';
import { readUnlabelledTexts } from '../training/data/unlabelled-texts.js';

/** Of `--text` and `--tokens`. */
interface InputOptions {
  readonly text?: string;
  /** The file has a token a line, whatever its name says. */
  readonly tokens?: boolean;
}

/**
 * What a model of the task is to predict from: the paths of files, texts, or the tokens of sentences.
 *
 * @param files as they were named; `-` is the standard input
 * @throws UsageError for what the task cannot predict from, and for what cannot be read
 */
export function predictionInputs(
  task: TrainingSpec,
  files: readonly string[],
  { text, tokens = false }: InputOptions,
): readonly PredictionInput[] {
  if (tokens && task.kind !== 'sequence-labelling')
    throw new UsageError(`Expected --tokens for a study of the task sequence-labelling, got one of ${task.kind}`);
  if (tasks[task.kind].inputs === 'files') {
    if (files.length > 0 && text === undefined && !files.includes('-')) return files;
    throw new UsageError('Expected files of the kind that the study was trained on, as its model takes no texts');
  }
  const [file, ...others] = files;
  if ((file === undefined) === (text === undefined) || others.length > 0)
    throw new UsageError('Expected either --text or one file (- for standard input)');
  if (text === undefined) return fileInputs(task, file as string, tokens);
  if (tokens) throw new UsageError('Expected --tokens with a file (- for standard input), got it with --text');
  return [text];
}

const tokenFile = /\.(conll\w*|iob2?|bio)(\.gz)?$/i;
const fileWithColumns = /\.(csv|tsv|tab|jsonl|ndjson)(\.gz)?$/i;

/** Of a file such as those that the study was trained on what is in its column, of any other the texts in its lines. */
function fileInputs(task: TrainingSpec, file: string, tokens: boolean): readonly PredictionInput[] {
  const { kind, data } = task;
  if (kind === 'sequence-labelling' && (tokens || tokenFile.test(file))) {
    const sentences = parseConllTokens(contentOf(file), file, data.kind === 'files' ? data.tokenColumn : 0);
    if (sentences.length === 0) throw new UsageError(`Expected a token on each line of ${file}, got none`);
    return sentences;
  }
  if (kind === 'text-classification' && data.kind === 'files' && fileWithColumns.test(file)) {
    const { format: _ofTraining, ...columns } = data;
    return readUnlabelledTexts(file, columns);
  }
  return linesOf(file);
}

function linesOf(file: string): string[] {
  const lines = contentOf(file)
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '');
  if (lines.length === 0) throw new UsageError(`Expected a text on each line of ${file}, got none`);
  return lines;
}

function contentOf(file: string): string {
  return decodeUtf8(file === '-' ? readFileSync(0) : readFileBytes(file), file);
}
