import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Where shared libraries are looked for on Linux. */
interface LibraryPlaces {
  /** Folders that the dynamic linker searches. */
  readonly searched: readonly string[];
  /** What `ldconfig -p` prints: the libraries of all folders that the system's administrator has named. */
  readonly cache: string;
  /** Folders that it does not search, but where installers put libraries all the same. */
  readonly besides: readonly string[];
}

/** File names of shared libraries, such as `libcudart.so.11.0`. */
export interface SharedLibraries {
  readonly loadable: ReadonlySet<string>;
  /** Those that the dynamic linker does not find, with their folder. */
  readonly unreachable: ReadonlyMap<string, string>;
}

export function librariesIn({ searched, cache, besides }: LibraryPlaces): SharedLibraries {
  const cached = [...cache.matchAll(/^\s*(\S+) \(/gm)].map(([, name]) => name as string);
  const loadable = new Set([...cached, ...searched.flatMap(filesOf)]);
  const others = besides.flatMap((folder) => filesOf(folder).map((name) => [name, folder] as const));
  return { loadable, unreachable: new Map(others.filter(([name]) => !loadable.has(name))) };
}

/** Where this machine has libraries, those of NVIDIA's installers and of its container runtime among them. */
export async function libraryPlaces(): Promise<LibraryPlaces> {
  const named = (process.env.LD_LIBRARY_PATH ?? '').split(':').filter((folder) => folder !== '');
  const toolkits = filesOf('/usr/local').filter((name) => name.startsWith('cuda'));
  return {
    searched: [...named, '/lib/x86_64-linux-gnu', '/usr/lib/x86_64-linux-gnu', '/lib64', '/usr/lib64', '/lib', '/usr/lib'],
    cache: await linkerCache(),
    besides: [...toolkits.map((name) => join('/usr/local', name, 'lib64')), '/usr/local/nvidia/lib64', '/usr/lib/wsl/lib'],
  };
}

async function linkerCache(): Promise<string> {
  for (const command of ['ldconfig', '/sbin/ldconfig']) {
    try {
      return (await promisify(execFile)(command, ['-p'])).stdout;
    } catch {
      // Not on the path of every user, and not there at all with other C libraries than GNU's.
    }
  }
  return '';
}

function filesOf(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}
