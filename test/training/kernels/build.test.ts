import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'kernels-'));

beforeAll(() => {
  execFileSync(process.execPath, [join(root, 'tools/build-kernels.mjs'), folder]);
});
afterAll(() => rmSync(folder, { recursive: true }));

it.each(['kernels.wasm', 'kernels-fma.wasm'])('the committed %s is what the sources compile to', (file) => {
  const committed = readFileSync(join(root, 'src/training/kernels', file));
  expect(committed.equals(readFileSync(join(folder, file)))).toBe(true);
});

it('the plain build asks for nothing beyond SIMD, and neither has data of its own to put on the heap', () => {
  const sections = (file: string) => WebAssembly.Module.imports(new WebAssembly.Module(readFileSync(join(folder, file))));
  expect(sections('kernels.wasm')).toEqual([{ module: 'env', name: 'memory', kind: 'memory' }]);
});
