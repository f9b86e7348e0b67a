import { readFileSync } from 'node:fs';
import { UsageError } from '../../../core/errors.js';
import { decodeUtf8 } from '../../../data-files/decode-utf8.js';

/**
 * Reads a file of synonyms: a group a line, separated by commas or tabs; empty lines and those that begin with # are skipped.
 * Throws a UsageError that names file and line for a group of fewer than two.
 */
export function readSynonyms(path: string): string[][] {
  return parseSynonyms(decodeUtf8(readBytes(path), path), path);
}

/** @param path for messages */
export function parseSynonyms(content: string, path: string): string[][] {
  const groups: string[][] = [];
  for (const [index, line] of content.split('\n').entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const phrases = line.split(line.includes('\t') ? '\t' : ',').map((phrase) => phrase.trim());
    const group = phrases.filter((phrase) => /[\p{L}\p{N}]/u.test(phrase));
    if (group.length < 2) {
      const what = 'two or more synonyms, separated by commas or tabs';
      throw new UsageError(`Expected ${what}, got ${JSON.stringify(line.trim())} (${path}:${index + 1}).`);
    }
    groups.push(group);
  }
  if (groups.length === 0) throw new UsageError(`Expected synonyms in ${path}, got none.`);
  return groups;
}

function readBytes(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new UsageError(`Cannot read the synonyms ${path}: ${(error as Error).message}`);
  }
}
