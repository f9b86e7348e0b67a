import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/core/errors.js';
import { pruners } from '../../src/pruners/index.js';
import { samplers } from '../../src/samplers/index.js';
import { oneOf } from '../../src/sweep-file/check.js';
import { readSweepFile } from '../../src/sweep-file/index.js';
import { imageClassificationHyperparameters } from '../../src/tasks/image-classification.js';
import { taskNames } from '../../src/tasks/index.js';
import { textClassificationHyperparameters } from '../../src/tasks/text-classification.js';

const folder = fileURLToPath(new URL('./bad/', import.meta.url));
const names = readdirSync(folder).filter((file) => file.endsWith('.yaml'));

function messageOf(path: string): string {
  try {
    readSweepFile(path);
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
    return (error as Error).message;
  }
  throw new Error(`${path} was accepted`);
}

describe('bad sweep files', () => {
  it.each(names)('%s: every mistake with its line, exactly as worded beside it', (name) => {
    const expected = readFileSync(`${folder}${name.replace('.yaml', '.txt')}`, 'utf8')
      .trimEnd()
      .replace('{tasks}', oneOf([...taskNames, 'module', 'program', 'table']))
      .replace('{samplers}', oneOf(Object.keys(samplers)))
      .replace('{pruners}', oneOf(Object.keys(pruners)))
      .replace('{image hyperparameters}', Object.keys(imageClassificationHyperparameters).join(', '))
      .replace('{encoders}', textClassificationHyperparameters.encoder.choices.map((name) => `"${name}"`).join(', '));
    expect(messageOf(folder + name).replaceAll(folder, '')).toBe(expected);
  });

  it('says what a path is that is no sweep file', () => {
    expect(messageOf('no/such/file.yaml')).toBe(
      'no/such/file.yaml: expected a sweep file, got a path where there is none; `hypersweep init` writes one',
    );
    expect(messageOf(folder)).toBe(`${folder}: expected a sweep file, got a folder`);
  });
});
