import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UsageError } from '../../src/core/errors.js';
import { storageError } from '../../src/storage/storage-error.js';
import { backupStudy, createStudy, isStudyRunning, listStudies, openStudy } from '../../src/storage/studies.js';

let results: string;
beforeEach(() => {
  results = mkdtempSync(join(tmpdir(), 'hypersweep-studies-'));
});
afterEach(() => {
  for (const writer of writers.splice(0)) writer.kill('SIGKILL');
  rmSync(results, { recursive: true, force: true });
});

function create(name: string, createdAt = 0) {
  return createStudy(join(results, name), { name, sweepText: 'method: tpe\n', overrides: {}, createdAt }, '0');
}

const writerScript = fileURLToPath(new URL('../fixtures/study-writer.ts', import.meta.url));

const writers: ChildProcess[] = [];

/** A process that writes the study; `lines` grows with what it has committed. */
async function startWriter(root: string): Promise<{ readonly writer: ChildProcess; readonly output: () => string }> {
  const writer = spawn(process.execPath, ['--import', 'tsx', writerScript, root], { stdio: ['ignore', 'pipe', 'inherit'] });
  writers.push(writer);
  let output = '';
  writer.stdout?.on('data', (chunk) => {
    output += chunk;
  });
  await once(writer.stdout as NodeJS.ReadableStream, 'data');
  return { writer, output: () => output };
}

async function kill(writer: ChildProcess): Promise<void> {
  const gone = once(writer, 'close');
  writer.kill('SIGKILL');
  await gone;
}

describe('a new study', () => {
  it('has its sweep file beside it', () => {
    const study = create('digits');
    expect(readFileSync(study.folder.sweepFile, 'utf8')).toBe('method: tpe\n');
    study.close();
  });

  it('never takes the place of an old one', () => {
    create('digits').close();
    expect(() => create('digits')).toThrow(/holds a study already: `hypersweep resume digits` goes on with it/);
  });

  it('is refused where a file stands in the way', () => {
    writeFileSync(join(results, 'file'), '');
    expect(() =>
      createStudy(join(results, 'file', 'digits'), { name: 'd', sweepText: '', overrides: {}, createdAt: 0 }, '0'),
    ).toThrow(UsageError);
  });

  // The superuser may write everywhere.
  const isRefused = process.getuid?.() !== 0;
  it(isRefused ? 'is refused in a folder that cannot be written' : 'is made in any folder by the superuser', () => {
    const closed = join(results, 'closed');
    mkdirSync(closed);
    chmodSync(closed, 0o500);
    const make = () => createStudy(join(closed, 'digits'), { name: 'd', sweepText: '', overrides: {}, createdAt: 0 }, '0');
    if (isRefused) expect(make).toThrow(/cannot be written: check its permissions/);
    else expect(() => make().close()).not.toThrow();
  });
});

describe('a study that is looked for', () => {
  it('and is not there: names those that are', () => {
    create('letters').close();
    expect(() => openStudy(join(results, 'digits'), { mode: 'read' })).toThrow(/found none; the studies in .* are: letters$/);
  });

  const list = (folder: string) => listStudies(folder, (message) => expect.fail(message));

  it('is listed, the newest first', () => {
    create('old', 1).close();
    create('new', 2).close();
    const running = create('now', 3);
    running.store.setStatus('running');
    expect(list(results).map(({ name, status }) => [name, status])).toEqual([
      ['now', 'running'],
      ['new', 'new'],
      ['old', 'new'],
    ]);
    running.close();
    expect(list(results)[0]?.status).toBe('interrupted');
    expect(list(join(results, 'nowhere'))).toEqual([]);
  });
});

describe('one writer', () => {
  it('keeps a second one out, and says who it is', () => {
    const first = create('digits');
    const expected = new RegExp(
      `^digits is being run by process ${process.pid} since \\d\\d:\\d\\d; \`hypersweep watch digits\` shows it$`,
    );
    expect(() => openStudy(first.folder.root, { mode: 'write' })).toThrow(expected);
    expect(isStudyRunning(first.folder)).toBe(true);
    first.close();
    expect(isStudyRunning(first.folder)).toBe(false);
    openStudy(first.folder.root, { mode: 'write' }).close();
  });

  it('in another process keeps this one out, while reading goes on, until it is killed', async () => {
    const { folder, close } = create('digits');
    close();
    const { writer } = await startWriter(folder.root);
    expect(() => openStudy(folder.root, { mode: 'write' })).toThrow(`is being run by process ${writer.pid}`);

    const reader = openStudy(folder.root, { mode: 'read' });
    const before = reader.store.trials().length;
    for (let i = 0; i < 100 && reader.store.trials().length === before; i++)
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect(reader.store.trials().length).toBeGreaterThan(before);
    reader.close();

    await kill(writer);
    expect(isStudyRunning(folder)).toBe(false);
    openStudy(folder.root, { mode: 'write' }).close();
  });
});

it('after a kill -9 at any moment, all that was committed is there', async () => {
  const { folder, close } = create('digits');
  close();
  for (const delayMs of [0, 7, 40]) {
    const { writer, output } = await startWriter(folder.root);
    await new Promise((resolve) => setTimeout(resolve, delayMs));
    await kill(writer);

    const study = openStudy(folder.root, { mode: 'write' });
    const trials = study.store.trials();
    for (const [, number] of output().matchAll(/^finished (\d+)$/gm)) {
      expect(trials[Number(number)]).toMatchObject({ state: 'complete', params: { x: Number(number) / 7 } });
      expect(trials[Number(number)]?.reports).toHaveLength(3);
    }
    expect(trials.slice(0, -1).every((trial) => trial.state !== 'running')).toBe(true);
    // The trial that was cut off waits; what it had reported is in the database all the same.
    const lastReport = [...output().matchAll(/^reported (\d+) (\d)$/gm)].at(-1);
    expect(trials[Number(lastReport?.[1])]?.state).toMatch(/waiting|complete/);
    study.close();
  }
});

it('a backup of a study that is being written is one moment of it, and a study again', async () => {
  const { folder, close } = create('digits');
  close();
  const { writer, output } = await startWriter(folder.root);
  for (let copy = 0; copy < 5; copy++) {
    const path = join(results, `copy-${copy}`, 'study.db');
    const finishedBefore = [...output().matchAll(/^finished (\d+)$/gm)].length;
    await backupStudy(folder.root, path);
    await expect(backupStudy(folder.root, path)).rejects.toThrow(/exists already/);
    expect(readdirSync(dirname(path))).toEqual(['study.db']);
    const study = openStudy(dirname(path), { mode: 'write' });
    const trials = study.store.trials();
    expect(trials.filter(({ state }) => state === 'complete').length).toBeGreaterThanOrEqual(finishedBefore);
    for (const trial of trials.slice(0, -1)) expect(trial).toMatchObject({ state: 'complete', reports: { length: 3 } });
    study.close();
  }
  await kill(writer);
});

describe('what the disk refuses', () => {
  it.each([
    ['SQLITE_FULL', /\/d\/study\.db: the disk is full: make room, then resume the study/],
    ['ENOSPC', /the disk is full/],
    ['EROFS', /cannot be written/],
    ['SQLITE_READONLY_DIRECTORY', /cannot be written/],
    ['ENOENT', /there is no such file or folder/],
    ['SQLITE_NOTADB', /not an intact study database/],
  ])('%s is told in words', (code, message) => {
    const error = storageError(Object.assign(new Error('raw'), { code }), '/d/study.db');
    expect(error).toBeInstanceOf(UsageError);
    expect((error as Error).message).toMatch(message);
  });

  it('a bug of ours stays what it is', () => {
    const bug = Object.assign(new Error('UNIQUE constraint failed'), { code: 'SQLITE_CONSTRAINT_PRIMARYKEY' });
    expect(storageError(bug, '/d/study.db')).toBe(bug);
  });

  it('a study database that is garbage', () => {
    mkdirSync(join(results, 'digits'));
    writeFileSync(join(results, 'digits', 'study.db'), 'x'.repeat(4096));
    expect(() => openStudy(join(results, 'digits'), { mode: 'read' })).toThrow(/study\.db: it is not an intact study database/);
  });
});
