// Compiles the training kernels, once for every SIMD engine and once for those with relaxed SIMD's fused multiply-add.
// `node tools/build-kernels.mjs [folder]`: without a folder, the binaries are put where they are committed.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const kernels = fileURLToPath(new URL('../src/training/kernels/', import.meta.url));
const target = process.argv[2] ?? kernels;

const builds = [
  { file: 'kernels.wasm', features: ['simd'] },
  { file: 'kernels-fma.wasm', features: ['simd', 'relaxed-simd'] },
];

for (const { file, features } of builds) {
  const { error, stderr } = await asc.main([
    join(kernels, 'assembly/index.ts'),
    ...['--outFile', join(target, file)],
    ...['--optimizeLevel', '3', '--noAssert', '--runtime', 'stub', '--importMemory'],
    ...features.flatMap((feature) => ['--enable', feature]),
  ]);
  if (error) {
    process.stderr.write(stderr.toString());
    process.exit(1);
  }
}
