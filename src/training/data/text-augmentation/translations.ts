import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { threadId } from 'node:worker_threads';
import type { BackTranslation } from '../../../core/task-spec.js';
import { backTranslate } from './back-translation.js';

/**
 * The back-translation of each text that has one. They are made once and kept in a file of `folder`, named after the texts and
 * what translates them, for the other workers of the study and its later runs.
 *
 * @param folder made where it is missing; left out: nothing is kept
 * @throws UsageError when the translation fails
 */
export async function translationsOf(
  texts: readonly string[],
  by: BackTranslation,
  folder: string | undefined,
): Promise<ReadonlyMap<string, string>> {
  const path = folder === undefined ? undefined : join(folder, `back-translation-${digest([by, texts])}.json`);
  const kept = path === undefined ? undefined : read(path, texts.length);
  const translations = kept ?? (await backTranslate(texts, by));
  if (path !== undefined && kept === undefined) write(path, translations);
  const pairs = texts.map((text, i) => [text, translations[i] as string] as const);
  return new Map(pairs.filter(([, translation]) => translation.trim() !== ''));
}

/** Undefined where there is no such file, or a damaged one. */
function read(path: string, count: number): readonly string[] | undefined {
  if (!existsSync(path)) return undefined;
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return Array.isArray(value) && value.length === count ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Whole or not at all: workers may write at the same time. */
function write(path: string, translations: readonly string[]): void {
  mkdirSync(join(path, '..'), { recursive: true });
  const partial = `${path}.${process.pid}-${threadId}`;
  writeFileSync(partial, JSON.stringify(translations));
  renameSync(partial, path);
}

function digest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16);
}
