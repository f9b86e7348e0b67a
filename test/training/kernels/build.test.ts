import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { KernelExports } from '../../../src/training/kernels/module.js';

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

it('the plain build needs nothing but SIMD and the memory it is to work on', () => {
  const sections = (file: string) => WebAssembly.Module.imports(new WebAssembly.Module(readFileSync(join(folder, file))));
  expect(sections('kernels.wasm')).toEqual([{ module: 'env', name: 'memory', kind: 'memory' }]);
});

it('the plain build multiplies as well as the one that fuses', () => {
  const memory = new WebAssembly.Memory({ initial: 16 });
  const binary = readFileSync(join(root, 'src/training/kernels/kernels.wasm'));
  const instance = new WebAssembly.Instance(new WebAssembly.Module(binary), { env: { memory } });
  const { gemm } = instance.exports as unknown as KernelExports;
  const floats = new Float32Array(memory.buffer);
  // a (5, 3) at 0, b (3, 9) at 64 floats, c (5, 9) at 128, scratch behind them.
  for (let i = 0; i < 64; i++) [floats[i], floats[64 + i]] = [(i * 7) % 5, (i * 3) % 4];
  gemm(0, 0, 5, 9, 3, 0, 3, 4 * 64, 9, 4 * 128, 0, 0, 4 * 256);
  const product = (i: number, j: number) => [0, 1, 2].reduce((sum, k) => sum + at(3 * i + k) * at(64 + 9 * k + j), 0);
  const at = (index: number) => floats[index] as number;
  for (let i = 0; i < 5; i++) for (let j = 0; j < 9; j++) expect(at(128 + 9 * i + j)).toBe(product(i, j));
});
