import { execFile } from 'node:child_process';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { UsageError } from '../core/errors.js';
import { loadModule } from './load-module.js';
import { stackOf } from './stack-of.js';

/** How messages call a module: its path, from the working folder where it is below that. */
export function moduleName(url: string): string {
  const path = fileURLToPath(url);
  const fromHere = relative(process.cwd(), path);
  return fromHere.startsWith('..') ? path : `./${fromHere}`;
}

/**
 * What a module of the user's exports; `name` is how messages call it.
 * @throws UsageError that says what is wrong with it and where, when it cannot be loaded
 */
export async function exportsOf(url: string, name = moduleName(url)): Promise<Readonly<Record<string, unknown>>> {
  try {
    return await loadModule(url);
  } catch (cause) {
    throw new UsageError(`Expected ${name} to be a module that can be loaded, got ${await described(cause, url)}`, { cause });
  }
}

/** What a module exports, for a message that misses something among it. */
export function exportedNames(exported: Readonly<Record<string, unknown>>): string {
  return `${Object.keys(exported).join(', ') || 'nothing'} ${Object.keys(exported).length > 1 ? 'are' : 'is'} exported`;
}

async function described(error: unknown, url: string): Promise<string> {
  if (!(error instanceof Error)) return String(error);
  const where = placeIn(stackOf(error)) ?? (error instanceof SyntaxError ? await syntaxErrorIn(url) : undefined);
  // What required it, as a list of paths that the user did not write.
  const what = String(error).replace(/\nRequire stack:[\s\S]*/, '');
  return where === undefined ? what : `${what} (${where})`;
}

/** The first place in a stack that is in a file of the user's. */
function placeIn(stack: string): string | undefined {
  const places = [...stack.matchAll(/(file:\/\/[^\s()]+?):(\d+)(?::\d+)?(?=[\s)]|$)/gm)];
  const own = places.find(([, url = '']) => !url.includes('/node_modules/') && !url.startsWith(ourFolder));
  return own && `${moduleName(own[1] as string)}:${own[2]}`;
}

/** Of this package, compiled or not. */
const ourFolder = new URL('..', import.meta.url).href;

/** Node tells the line of a module that it cannot parse on the standard error of `node --check` alone. */
async function syntaxErrorIn(url: string): Promise<string | undefined> {
  const checked = promisify(execFile)(process.execPath, ['--check', fileURLToPath(url)]);
  const complaint = await checked.then(
    () => '',
    ({ stderr = '' }: { stderr?: string }) => stderr,
  );
  const line = /^(?:file:\/\/)?\S+:(\d+)$/m.exec(complaint)?.[1];
  return line && `${moduleName(url)}:${line}`;
}
