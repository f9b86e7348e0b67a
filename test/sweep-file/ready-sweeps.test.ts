/** The sweep files of search-spaces/, as they stand and with what they offer in comments. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { isListed } from '../../src/core/distribution.js';
import { parseSweep } from '../../src/sweep-file/index.js';
import { textClassificationHyperparameters } from '../../src/tasks/text-classification.js';

const ready = fileURLToPath(new URL('../../search-spaces/', import.meta.url));
const names = readdirSync(ready).filter((file) => file.endsWith('.yaml'));
const folder = mkdtempSync(join(tmpdir(), 'hypersweep-ready-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The file's text; whatever data it names, which users bring, is there as an empty file or folder. */
function textOf(name: string): string {
  const text = readFileSync(join(ready, name), 'utf8');
  for (const [path] of text.matchAll(/\bdata\/[\w./-]+/g)) {
    const isFolder = !/\.\w+$|-ubyte|idx/.test(path);
    mkdirSync(join(folder, isFolder ? path : dirname(path)), { recursive: true });
    if (!isFolder) writeFileSync(join(folder, path), '');
  }
  return text;
}

const offer = /^ {2}# (\w+:) +\{.*\}$/;

/** With every parameter that stands in a comment, in place of another of the same name. */
function withOffers(text: string): string {
  const lines = text.split('\n');
  const offered = new Set(lines.flatMap((line) => offer.exec(line)?.[1] ?? []));
  const isReplaced = (line: string) => [...offered].some((key) => line.startsWith(`  ${key}`));
  return lines
    .filter((line) => !isReplaced(line))
    .map((line) => line.replace(/^ {2}# (?=\w+: +\{)/, '  '))
    .join('\n');
}

const read = (text: string) => parseSweep(text, { fileName: 'ready.yaml', baseFolder: folder });

describe.each(names)('search-spaces/%s', (name) => {
  it('is a valid sweep', () => {
    expect(read(textOf(name)).warnings).toEqual([]);
  });

  it('is one with all that it offers in comments', () => {
    const text = textOf(name);
    const offers = text.split('\n').filter((line) => offer.test(line)).length;
    expect(
      withOffers(text)
        .split('\n')
        .filter((line) => offer.test(line)),
    ).toEqual([]);
    const { spec, warnings } = read(withOffers(text));
    expect(warnings).toEqual([]);
    expect(spec.space.parameters.length).toBeGreaterThanOrEqual(offers);
  });
});

it.each(['language-id.yaml', 'intent-classification.yaml'])('%s offers every encoder of texts', (name) => {
  const { spec } = read(withOffers(textOf(name)));
  const encoder = spec.space.parameters.find((parameter) => parameter.name === 'encoder')?.distribution;
  expect(encoder && isListed(encoder) && encoder.choices).toEqual(textClassificationHyperparameters.encoder.choices);
});
