import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The folder of an installed package; undefined where it is not installed. */
function packageFolder(name: string): string | undefined {
  try {
    return dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
  } catch {
    return undefined;
  }
}

/**
 * What keeps a package that brings libtensorflow from being loaded, and what helps; undefined where its files are there. npm
 * leaves an optional package out when its install step fails, and keeps it without its downloads where it may not run the step.
 */
export function packageGap(name: string, folder = packageFolder(name)): string | undefined {
  if (folder === undefined) return `${name} is not installed: npm install ${name}@4.22.0`;
  const bindings = entries(join(folder, 'lib')).flatMap((version) => entries(join(folder, 'lib', version)));
  const missing = [
    entries(join(folder, 'deps/lib')).some((file) => /^(lib)?tensorflow\./.test(file)) ? [] : ['libtensorflow'],
    bindings.includes('tfjs_binding.node') ? [] : ['tfjs_binding.node'],
  ].flat();
  if (missing.length === 0) return undefined;
  return `${name} is installed without ${missing.join(' and ')}, which its install step downloads: npm rebuild ${name}, after npm 12 was allowed to by "allowScripts" in package.json`;
}

function entries(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}
