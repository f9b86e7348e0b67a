import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { cudaGaps } from '../../../src/training/backends/cuda-libraries.js';
import { librariesIn } from '../../../src/training/backends/shared-libraries.js';
import { temporaryFolder } from '../../e2e/command-line.js';

const cuda11 = [
  'cudart.so.11.0',
  'cublas.so.11',
  'cublasLt.so.11',
  'cufft.so.10',
  'curand.so.10',
  'cusolver.so.11',
  'cusparse.so.11',
];
const all = ['cuda.so.1', ...cuda11, 'cudnn.so.8'].map((name) => `lib${name}`);
const cuda11Files = cuda11.map((name) => `lib${name}`);

function folderWith(files: readonly string[]): string {
  const folder = join(temporaryFolder(), 'lib64');
  mkdirSync(folder);
  for (const file of files) writeFileSync(join(folder, file), '');
  return folder;
}

function gaps(places: { searched?: string[]; cache?: string; besides?: string[] }) {
  return cudaGaps(librariesIn({ searched: [], cache: '', besides: [], ...places }));
}

it('finds nothing missing where the linker finds every library, in a folder or in its cache', () => {
  const cached = all.slice(0, 4).map((name) => `\t${name} (libc6,x86-64) => /opt/cuda/${name}\n`);
  const searched = [folderWith(all.slice(4)), '/nowhere'];
  expect(gaps({ searched, cache: `4 libs found in cache\n${cached.join('')}` })).toEqual({ names: [], remedies: [] });
});

it('names every library that is missing, and what brings it', () => {
  expect(gaps({ searched: [folderWith(['libcuda.so.1', 'libcublas.so.11'])] })).toEqual({
    names: ['CUDA 11', 'cuDNN 8'],
    remedies: [
      `${cuda11Files.filter((name) => name !== 'libcublas.so.11').join(', ')} are missing: install CUDA 11.2 to 11.8, such as NVIDIA's package cuda-libraries-11-8`,
      "libcudnn.so.8 is missing: install cuDNN 8.1 or newer, NVIDIA's package libcudnn8",
    ],
  });
});

it('says which other version is there', () => {
  const newer = folderWith(['libcuda.so.1', 'libcudart.so.13.0.48', 'libcudart.so.13', 'libcudnn.so.9']);
  const { remedies } = gaps({ searched: [newer] });
  expect(remedies[0]).toMatch(/; libcudart\.so\.13 is there: TensorFlow\.js needs CUDA 11$/);
  expect(remedies[1]).toMatch(/^libcudnn\.so\.8 is missing: .*; libcudnn\.so\.9 is there: TensorFlow\.js needs cuDNN 8$/);
  // The linker need not reach it for the user to recognise it.
  expect(gaps({ besides: [newer] }).remedies.join('\n')).toContain('libcudart.so.13 is there');
});

it('says how to make libraries known to the linker that does not look where they are', () => {
  const folder = folderWith(cuda11Files);
  const { names, remedies } = gaps({ searched: [folderWith(['libcuda.so.1', 'libcudnn.so.8'])], besides: [folder] });
  expect(names).toEqual(['CUDA 11']);
  expect(remedies).toEqual([
    `${cuda11Files.join(', ')} are in ${folder}, where the linker does not look: export LD_LIBRARY_PATH=${folder}:$LD_LIBRARY_PATH`,
  ]);
});

it('says that the driver is missing where only that is', () => {
  expect(gaps({ searched: [folderWith(all.slice(1))] })).toEqual({
    names: ["NVIDIA's driver"],
    remedies: ["libcuda.so.1 is missing: install NVIDIA's driver 450.80 or newer"],
  });
});
