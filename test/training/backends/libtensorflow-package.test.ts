import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { packageGap } from '../../../src/training/backends/libtensorflow-package.js';
import { temporaryFolder } from '../../e2e/command-line.js';

const name = '@tensorflow/tfjs-node-gpu';
const library = 'deps/lib/libtensorflow.so.2.9.1';
const binding = 'lib/napi-v8/tfjs_binding.node';

function packageWith(...files: string[]): string {
  const folder = temporaryFolder();
  for (const file of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), '');
  }
  return folder;
}

it('a package that is complete lacks nothing', () => {
  expect(packageGap(name, packageWith(library, binding))).toBeUndefined();
  expect(packageGap(name, packageWith('deps/lib/tensorflow.dll', binding))).toBeUndefined();
});

it('a package that is not installed is to be installed', () => {
  expect(packageGap('@tensorflow/no-such-package')).toBe(
    '@tensorflow/no-such-package is not installed: npm install @tensorflow/no-such-package@4.22.0',
  );
});

it.each([
  [[], 'libtensorflow and tfjs_binding.node'],
  [[binding], 'libtensorflow'],
  [[library], 'tfjs_binding.node'],
])('a package with %j alone lacks %s', (files, missing) => {
  const gap = packageGap(name, packageWith(...files));
  expect(gap).toContain(`is installed without ${missing}, which its install step downloads: npm rebuild ${name}`);
});
