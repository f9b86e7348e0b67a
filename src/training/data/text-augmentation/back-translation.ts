import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { UsageError } from '../../../core/errors.js';
import type { BackTranslation } from '../../../core/task-spec.js';
import { exportsOf, moduleName } from '../../../trials/own-module.js';

/**
 * Lets the user's command or module translate texts into another language and back (Sennrich, Haddow and Birch, "Improving Neural
 * Machine Translation Models with Monolingual Data", 2016, https://aclanthology.org/P16-1009, made the word; as augmentation: Yu et
 * al., "QANet", 2018, https://arxiv.org/abs/1804.09541).
 *
 * @returns as many texts as were given
 * @throws UsageError when that fails
 */
export async function backTranslate(texts: readonly string[], by: BackTranslation): Promise<readonly string[]> {
  return by.kind === 'command' ? await translateByCommand(texts, by) : await translateByModule(texts, by.url);
}

async function translateByCommand(
  texts: readonly string[],
  { command, folder }: Extract<BackTranslation, { kind: 'command' }>,
): Promise<string[]> {
  const [program = '', ...args] = command;
  const name = `the back-translation \`${command.join(' ')}\``;
  const child = spawn(program, args, { cwd: folder, stdio: 'pipe' });
  // A program that does not read to the end tells more by how it ends.
  child.stdin.on('error', () => {});
  child.stdin.end(`${texts.map(asLine).join('\n')}\n`);
  const [output, complaints, [code, signal]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]).catch((error: Error) => {
    throw new UsageError(`Cannot start ${name}: ${error.message}`);
  });
  if (code !== 0) {
    const last = complaints.trim().split('\n').at(-1);
    throw new UsageError(`Expected ${name} to end with code 0, got ${code ?? signal}${last ? `: ${last}` : ''}`);
  }
  const lines = output.replace(/\r?\n$/, '').split(/\r?\n/);
  if (lines.length === texts.length) return lines;
  const got = output === '' ? 'none' : lines.length;
  throw new UsageError(`Expected ${texts.length} lines from ${name}, one for each line that it was given, got ${got}.`);
}

async function translateByModule(texts: readonly string[], url: string): Promise<readonly string[]> {
  const name = nameOf(url);
  const translate = await loadTranslator(url);
  let result: unknown;
  try {
    result = await translate(texts);
  } catch (error) {
    throw new UsageError(`Expected ${name} to translate ${texts.length} texts, got an error: ${messageOf(error)}`);
  }
  const isRight = Array.isArray(result) && result.length === texts.length && result.every((item) => typeof item === 'string');
  if (isRight) return result as string[];
  const got = Array.isArray(result) ? `a list of ${result.length}` : `a ${typeof result}`;
  throw new UsageError(`Expected ${name} to return a list of ${texts.length} strings, one for each text, got ${got}.`);
}

/** The function that a module exports by default. @throws UsageError when the module cannot be loaded or has none */
export async function loadTranslator(url: string): Promise<(texts: readonly string[]) => unknown> {
  const name = nameOf(url);
  const { default: translate } = await exportsOf(url, name);
  if (typeof translate === 'function') return translate as (texts: readonly string[]) => unknown;
  throw new UsageError(`Expected ${name} to export a function as its default, got ${typeof translate}.`);
}

function nameOf(url: string): string {
  return `the back-translation ${moduleName(url)}`;
}

function asLine(text: string): string {
  return text.replace(/\s*[\r\n]+\s*/g, ' ');
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
