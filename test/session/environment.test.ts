import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TaskSpec } from '../../src/core/task-spec.js';
import { currentEnvironment } from '../../src/session/environment.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hypersweep-environment-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function git(...args: readonly string[]): string {
  const who = ['-c', 'user.name=Someone', '-c', 'user.email=someone@example.org'];
  return execFileSync('git', ['-C', folder, ...who, ...args], { encoding: 'utf8' }).trim();
}

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const digest = (text: string) => createHash('sha256').update(text).digest('hex');
const noTask: TaskSpec = { kind: 'module', url: 'data:text/javascript,0', exportName: 'default' };

describe('where a study runs', () => {
  it('names the commit of the sweep file, and whether something has changed since', async () => {
    git('init', '--quiet');
    const path = file('sweep.yaml', 'one');
    git('add', '.');
    git('commit', '--quiet', '--message', 'first');
    const hash = git('rev-parse', 'HEAD');
    expect((await currentEnvironment(['wasm'], folder, noTask)).commit).toEqual({ hash, changed: false });
    file('new.txt', 'is not tracked');
    expect((await currentEnvironment(['wasm'], folder, noTask)).commit).toEqual({ hash, changed: false });
    writeFileSync(path, 'two');
    expect((await currentEnvironment(['wasm'], folder, noTask)).commit).toEqual({ hash, changed: true });
  });

  it('has no commit outside of a repository', async () => {
    const environment = await currentEnvironment(['wasm'], folder, noTask);
    expect(environment.commit).toBeUndefined();
    expect(environment.files).toBeUndefined();
    expect(environment.memoryBytes).toBeGreaterThan(2 ** 28);
  });

  it('has the digests of the files that trials read, by their paths from the sweep file', async () => {
    mkdirSync(join(folder, 'data'));
    const train = { tokens: file('data/seq.in', 'a b'), tags: file('data/seq.out', 'O O') };
    const validation = file('data/validation.conll', 'c O');
    const data = { kind: 'files', train, validation, test: join(folder, 'missing'), tokenColumn: 0, tagColumn: -1 } as const;
    const task: TaskSpec = { kind: 'sequence-labelling', data, split: [0.8, 0.1, 0.1], epochs: 1 };
    expect((await currentEnvironment(['wasm'], folder, task)).files).toEqual([
      { path: join('data', 'seq.in'), bytes: 3, sha256: digest('a b') },
      { path: join('data', 'seq.out'), bytes: 3, sha256: digest('O O') },
      { path: join('data', 'validation.conll'), bytes: 3, sha256: digest('c O') },
    ]);
  });

  it('has the digest of a module, and none of a folder', async () => {
    const url = pathToFileURL(file('train.mjs', 'export default () => 1')).href;
    const { files } = await currentEnvironment([], folder, { kind: 'module', url, exportName: 'default' });
    expect(files).toEqual([{ path: 'train.mjs', bytes: 22, sha256: digest('export default () => 1') }]);
    const task: TaskSpec = { kind: 'image-classification', data: { train: folder }, split: [0.8, 0.1, 0.1], epochs: 1 };
    expect((await currentEnvironment([], folder, task)).files).toBeUndefined();
  });
});
