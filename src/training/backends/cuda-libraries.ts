import type { SharedLibraries } from './shared-libraries.js';

/**
 * What libtensorflow 2.9.1, which @tensorflow/tfjs-node-gpu 4.22 downloads, opens by these very names before it takes a GPU;
 * where one is missing it goes on with the CPU (TensorFlow's list of tested builds: CUDA 11.2, cuDNN 8.1, driver 450.80).
 */
const families = [
  { name: "NVIDIA's driver", source: "NVIDIA's driver 450.80 or newer", files: ['libcuda.so.1'] },
  {
    name: 'CUDA 11',
    source: "CUDA 11.2 to 11.8, such as NVIDIA's package cuda-libraries-11-8",

    files: [
      'libcudart.so.11.0',
      'libcublas.so.11',
      'libcublasLt.so.11',
      'libcufft.so.10',
      'libcurand.so.10',
      'libcusolver.so.11',
      'libcusparse.so.11',
    ],
  },
  { name: 'cuDNN 8', source: "cuDNN 8.1 or newer, NVIDIA's package libcudnn8", files: ['libcudnn.so.8'] },
];

/** What is missing for a GPU, in a word each, and a line each with what helps; both empty where nothing is. For Linux. */
export interface CudaGaps {
  readonly names: readonly string[];
  readonly remedies: readonly string[];
}

export function cudaGaps(libraries: SharedLibraries): CudaGaps {
  const gaps = families
    .map((family) => ({ ...family, missing: family.files.filter((file) => !libraries.loadable.has(file)) }))
    .filter(({ missing }) => missing.length > 0);
  return {
    names: gaps.map(({ name }) => name),
    remedies: gaps.flatMap(({ name, source, missing }) => {
      const absent = missing.filter((file) => !libraries.unreachable.has(file));
      return [...unreachable(missing, libraries), ...(absent.length > 0 ? [install(absent, name, source, libraries)] : [])];
    }),
  };
}

/** There, but not for the dynamic linker. */
function unreachable(missing: readonly string[], libraries: SharedLibraries): string[] {
  const folders = new Set(missing.flatMap((file) => libraries.unreachable.get(file) ?? []));
  return [...folders].map((folder) => {
    const files = missing.filter((file) => libraries.unreachable.get(file) === folder);
    return `${listed(files)} in ${folder}, where the linker does not look: export LD_LIBRARY_PATH=${folder}:$LD_LIBRARY_PATH`;
  });
}

function install(absent: readonly string[], name: string, source: string, libraries: SharedLibraries): string {
  const other = absent.map((file) => otherVersion(file, libraries)).find((name) => name !== undefined);
  const instead = other === undefined ? '' : `; ${other} is there: TensorFlow.js needs ${name}`;
  return `${listed(absent)} missing: install ${source}${instead}`;
}

/** `libcudart.so.13` for `libcudart.so.11.0`: of its many names the shortest, without the numbers of a revision. */
function otherVersion(file: string, { loadable, unreachable }: SharedLibraries): string | undefined {
  const [stem] = file.split('.so.');
  const versions = [...loadable, ...unreachable.keys()].filter((name) => name.startsWith(`${stem}.so.`) && name !== file);
  return versions.sort((a, b) => a.length - b.length)[0];
}

function listed(files: readonly string[]): string {
  return `${files.join(', ')} ${files.length === 1 ? 'is' : 'are'}`;
}
