import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));
const main = join(root, 'dist/cli/main.js');

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The built command line as a real process. */
export function start(
  args: readonly string[],
  folder: string,
): { child: ChildProcess; ended: Promise<Ended>; output: () => string } {
  const child = spawn(process.execPath, [main, ...args], { cwd: folder, env: { ...process.env, NO_COLOR: '1' } });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
  return { child, ended, output: () => stdout };
}

export function hypersweep(args: readonly string[], folder: string): Promise<Ended> {
  return start(args, folder).ended;
}

export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'hypersweep-'));
}

/** Resolves once the process has printed the text; rejects when it ends without. */
export async function printed(run: ReturnType<typeof start>, text: string | RegExp): Promise<void> {
  const found = () => (typeof text === 'string' ? run.output().includes(text) : text.test(run.output()));
  let over = false;
  void run.ended.then(() => {
    over = true;
  });
  while (!found()) {
    if (over) throw new Error(`Expected ${text} in the output, got:\n${run.output()}\n${(await run.ended).stderr}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
