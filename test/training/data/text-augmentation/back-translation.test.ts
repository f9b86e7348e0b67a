import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UsageError } from '../../../../src/core/errors.js';
import type { BackTranslation } from '../../../../src/core/task-spec.js';
import { backTranslate } from '../../../../src/training/data/text-augmentation/back-translation.js';
import { translationsOf } from '../../../../src/training/data/text-augmentation/translations.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hypersweep-translation-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A program of Node's with its whole input in `lines`. */
function program(body: string): BackTranslation {
  writeFileSync(
    join(folder, 'translate.mjs'),
    `import { text } from 'node:stream/consumers';
    const input = await text(process.stdin);
    const lines = input.trimEnd().split('\\n');
    ${body}`,
  );
  return { kind: 'command', command: [process.execPath, 'translate.mjs'], folder };
}

function module(source: string, name = 'translate.mjs'): BackTranslation {
  const path = join(folder, name);
  writeFileSync(path, source);
  return { kind: 'module', url: pathToFileURL(path).href };
}

const backwards = "console.log(lines.map((line) => [...line].reverse().join('')).join('\\n'))";

describe('a command', () => {
  it('gets a text a line and gives as many', async () => {
    const texts = ['größer', 'two\r\nlines', '"quoted", too'];
    expect(await backTranslate(texts, program(backwards))).toEqual(['reßörg', 'senil owt', 'oot ,"detouq"']);
  });

  it('may be given more than a pipe holds', async () => {
    const texts = Array.from({ length: 20_000 }, (_, i) => `text number ${i} of many`);
    expect(await backTranslate(texts, program("process.stdout.write(input.replaceAll('\\n', '\\r\\n'))"))).toEqual(texts);
  });

  it.each([
    ['too few lines', "console.log('one')", /Expected 2 lines from the back-translation `.* translate\.mjs`, .*got 1\.$/],
    ['no lines', '', /Expected 2 lines .*got none\.$/],
    ['a failure', "console.error('first\\nout of credit'); process.exit(3)", /to end with code 0, got 3: out of credit$/],
    ['an early end', 'process.exit(0)', /got none\.$/],
    ['a kill', "process.kill(process.pid, 'SIGKILL')", /to end with code 0, got SIGKILL$/],
  ])('is refused for %s', async (_what, body, message) => {
    const translating = backTranslate(['one', 'two'], program(body));
    await expect(translating).rejects.toThrow(UsageError);
    await expect(translating).rejects.toThrow(message);
  });

  it('is refused when it does not read what it is given', async () => {
    const deaf: BackTranslation = { kind: 'command', command: [process.execPath, '-e', 'process.stdin.destroy()'], folder };
    const texts = Array.from({ length: 20_000 }, (_, i) => `text number ${i} of many`);
    await expect(backTranslate(texts, deaf)).rejects.toThrow(/Expected 20000 lines/);
  });

  it('is refused when there is none of that name', async () => {
    const none: BackTranslation = { kind: 'command', command: ['no-such-translator'], folder };
    await expect(backTranslate(['one'], none)).rejects.toThrow(
      /^Cannot start the back-translation `no-such-translator`: .*ENOENT/,
    );
  });
});

describe('a module', () => {
  it('gets all texts', async () => {
    const by = module('export default async (texts) => texts.map((text) => text.toUpperCase());');
    expect(await backTranslate(['one', 'two\nlines'], by)).toEqual(['ONE', 'TWO\nLINES']);
    const typed = module('export default (texts: readonly string[]): string[] => texts.toReversed();', 'translate.ts');
    expect(await backTranslate(['one', 'two'], typed)).toEqual(['two', 'one']);
  });

  it.each([
    ['no function', 'export default 7;', /to export a function as its default, got number/],
    ['too few texts', 'export default async () => ["one"];', /to return a list of 2 strings, .*got a list of 1\.$/],
    ['another thing', 'export default () => "one";', /got a string\.$/],
    ['a list of others', 'export default () => [1, 2];', /got a list of 2\.$/],
    ['an error', 'export default () => { throw new Error("no network"); };', /to translate 2 texts, got an error: no network$/],
    [
      'a mistake in it',
      'export default (',
      /^Expected the back-translation .*translate\.mjs to be a module that can be loaded, got \w*Error/,
    ],
  ])('is refused for %s', async (_what, source, message) => {
    const translating = backTranslate(['one', 'two'], module(source));
    await expect(translating).rejects.toThrow(UsageError);
    await expect(translating).rejects.toThrow(message);
  });
});

describe('translationsOf', () => {
  const counting = `(await import('node:fs')).appendFileSync('calls', 'x'); ${backwards}`;
  const calls = () => (existsSync(join(folder, 'calls')) ? readFileSync(join(folder, 'calls'), 'utf8').length : 0);

  it('are made once for the same texts', async () => {
    const by = program(counting);
    const kept = join(folder, 'study/cache');
    const expected = new Map([
      ['ab', 'ba'],
      ['cd', 'dc'],
    ]);
    expect(await translationsOf(['ab', 'cd'], by, kept)).toEqual(expected);
    expect(await translationsOf(['ab', 'cd'], by, kept)).toEqual(expected);
    expect(calls()).toBe(1);
    expect(await translationsOf(['ab'], by, kept)).toEqual(new Map([['ab', 'ba']]));
    expect(calls()).toBe(2);
    for (const name of readdirSync(kept)) writeFileSync(join(kept, name), '["ba", ');
    expect(await translationsOf(['ab', 'cd'], by, kept)).toEqual(expected);
    expect(calls()).toBe(3);
  });

  it('are made anew each time where they are kept nowhere', async () => {
    const by = program(counting);
    await translationsOf(['ab'], by, undefined);
    await translationsOf(['ab'], by, undefined);
    expect(calls()).toBe(2);
  });

  it('leave out what was not translated', async () => {
    const by = program("console.log(['ba', '  '].join('\\n'))");
    expect(await translationsOf(['ab', 'cd'], by, undefined)).toEqual(new Map([['ab', 'ba']]));
  });
});
