import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StudyEvent } from '../../src/core/events.js';
import type { StudySpec } from '../../src/core/study-spec.js';
import { beginStudy, continueStudy } from '../../src/session/begin.js';
import { checkModules, unlessEnded } from '../../src/session/check-modules.js';
import { runSession, type SessionResult } from '../../src/session/run-session.js';
import { workerExecutor } from '../../src/session/session-executor.js';
import { parseSweep } from '../../src/sweep-file/index.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hypersweep-modules-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

interface Module {
  readonly source: string;
  readonly file?: string;
  readonly settings?: object;
}

function sweepOf({ source, file = 'mine.mjs', settings = {} }: Module): { readonly sweep: string; readonly spec: StudySpec } {
  writeFileSync(join(folder, file), source);
  const parameters = { x: { min: 0.5, max: 1.5 } };
  const common = { name: 'mine', metric: { name: 'loss', goal: 'minimize' }, parameters, run_cap: 4, workers: 2 };
  const sweep = JSON.stringify({ ...common, task: { type: 'module', file }, ...settings });
  return { sweep, spec: parseSweep(sweep, { fileName: 'mine.yaml', baseFolder: folder }).spec };
}

function specOf(module: Module): StudySpec {
  return sweepOf(module).spec;
}

const quiet = { emit() {}, signal: new AbortController().signal };

async function run(spec: StudySpec): Promise<SessionResult> {
  const origin = { baseFolder: folder, changes: {} };
  const atHand = beginStudy({ spec, sweepText: '', origin, resultsFolder: folder });
  return await runSession(atHand, { ...quiet, executor: await workerExecutor(spec, 'auto') });
}

const broken: readonly (readonly [what: string, module: Module, message: RegExp])[] = [
  [
    'no default export',
    { source: 'export const run = () => 1;' },
    /mine\.mjs to export a function as its default, got none; run is exported$/,
  ],
  [
    'not the export that is named',
    { source: 'export default 3;', settings: { task: { type: 'module', file: 'mine.mjs', export: 'run' } } },
    /mine\.mjs to export a function as "run", got none; default is exported$/,
  ],
  ['another thing', { source: 'export default 3;' }, /mine\.mjs to export a function as its default, got a number$/],
  ['a mistake in it', { source: '\nexport default ({ => 1;' }, /got SyntaxError: Unexpected token '=>' \(\S*mine\.mjs:2\)$/],
  ['a mistake in TypeScript', { source: 'let a: = 1', file: 'mine.ts' }, /TransformError[\s\S]*mine\.ts:1:\d+: ERROR/],
  ['an import that is not there', { source: 'import "./other.mjs"; export default () => 1;' }, /Cannot find module .*other\.mjs/],
  ['an error as it is loaded', { source: '\n\nthrow new Error("no data")' }, /got Error: no data \(\S*mine\.mjs:3\)$/],
  ['an exit as it is loaded', { source: 'process.exit(3)' }, /mine\.mjs to be loaded, .*: it called process\.exit\(3\)$/],
];

describe.each(broken)('a module with %s', (_, module, message) => {
  it('is refused before anything runs, and leaves no study', async () => {
    await expect(run(specOf(module))).rejects.toThrow(message);
    expect(existsSync(join(folder, 'mine'))).toBe(false);
  });

  it('is found by a look at the sweep file', async () => {
    expect(await checkModules(specOf(module))).toEqual([{ severity: 'error', message: expect.stringMatching(message) }]);
  });
});

it('a loss of the user that is none is found by a look at the sweep file', async () => {
  const task = { type: 'text-classification', data: { source: 'intl-languages' }, epochs: 1 };
  const settings = {
    task,
    metric: { name: 'val_loss', goal: 'minimize' },
    parameters: { loss: { values: ['./mine.mjs', 'mse'] } },
  };
  const message = expect.stringMatching(/^Expected \.\/mine\.mjs to export a loss by default, .*got a number$/);
  expect(await checkModules(specOf({ source: 'export default 3;', settings }))).toEqual([{ severity: 'error', message }]);
});

it('is loaded once in each worker, away from this process, and its first trial logs what it printed', async () => {
  const source = `
    import { appendFileSync } from 'node:fs';
    appendFileSync(new URL('./loads', import.meta.url), process.pid + ' ' + (await import('node:worker_threads')).threadId + '\\n');
    console.log('the data are read');
    export default () => 1;`;
  const { record } = await run(specOf({ source }));
  expect(record.trials.map(({ state }) => state)).toEqual(Array(4).fill('complete'));
  const loads = readFileSync(join(folder, 'loads'), 'utf8').trim().split('\n');
  expect(new Set(loads).size).toBe(2);
  expect(loads).toHaveLength(2);
  expect(loads).not.toContain(`${process.pid} 0`);
  expect(readFileSync(join(folder, 'mine', 'logs', 'trial-0000.log'), 'utf8')).toContain('the data are read');
});

it('is looked at by a resume, too, which changes nothing of the study when it is refused', async () => {
  const works = 'export default ({ params }) => params.x;';
  const { sweep, spec } = sweepOf({ source: works });
  const origin = { baseFolder: folder, changes: {} };
  const atHand = beginStudy({ spec, sweepText: sweep, origin, resultsFolder: folder });
  await runSession(atHand, { ...quiet, executor: await workerExecutor(spec, 'auto') });
  const resume = async () => {
    const again = continueStudy(join(folder, 'mine'), { reference: 'mine', more: 3 });
    return await runSession(again, { ...quiet, executor: await workerExecutor(again.spec, 'auto') });
  };
  writeFileSync(join(folder, 'mine.mjs'), 'export default 3;');
  await expect(resume()).rejects.toThrow(/got a number$/);
  writeFileSync(join(folder, 'mine.mjs'), works);
  expect((await resume()).record.trials).toHaveLength(4 + 3);
});

it('is waited for no longer than a trial may take, or until the study is to end', async () => {
  const never = new Promise<never>(() => {});
  const spec = specOf({ source: '' });
  const running = new AbortController().signal;
  expect(await unlessEnded(never, { ...spec, timeoutMs: 10 }, running)).toEqual([]);
  expect(await unlessEnded(never, spec, AbortSignal.timeout(10))).toEqual([]);
  expect(await unlessEnded(never, spec, AbortSignal.abort())).toEqual([]);
  const found = [{ severity: 'error', message: 'it is not there' }] as const;
  expect(await unlessEnded(Promise.resolve(found), spec, running)).toEqual(found);
});

it('is named while it is loaded for ever, and an end then leaves no study', async () => {
  const spec = specOf({ source: 'for (;;);' });
  const origin = { baseFolder: folder, changes: {} };
  const atHand = beginStudy({ spec, sweepText: '', origin, resultsFolder: folder });
  const controller = new AbortController();
  const told: StudyEvent[] = [];
  const emit = (event: StudyEvent) => {
    told.push(event);
    controller.abort();
  };
  const executor = await workerExecutor(spec, 'auto');
  const { reason, isKept } = await runSession(atHand, { emit, signal: controller.signal, executor });
  expect({ reason, isKept }).toEqual({ reason: 'interrupted', isKept: false });
  expect(told).toEqual([
    expect.objectContaining({ type: 'notice', message: expect.stringMatching(/^Loading .*mine\.mjs in 2 workers takes longer/) }),
    expect.objectContaining({ type: 'study-ended', reason: 'interrupted' }),
  ]);
  expect(existsSync(join(folder, 'mine'))).toBe(false);
});

it('stays when it is resumed and ended as its module is loaded', async () => {
  const works = 'export default ({ params }) => params.x;';
  const { sweep, spec } = sweepOf({ source: works });
  const origin = { baseFolder: folder, changes: {} };
  const atHand = beginStudy({ spec, sweepText: sweep, origin, resultsFolder: folder });
  await runSession(atHand, { ...quiet, executor: await workerExecutor(spec, 'auto') });
  writeFileSync(join(folder, 'mine.mjs'), 'for (;;);');
  const again = continueStudy(join(folder, 'mine'), { reference: 'mine', more: 3 });
  const executor = await workerExecutor(again.spec, 'auto');
  const { reason, isKept, record } = await runSession(again, { emit() {}, signal: AbortSignal.timeout(500), executor });
  expect({ reason, isKept, trials: record.trials.length }).toEqual({ reason: 'interrupted', isKept: true, trials: 4 });
  expect(existsSync(join(folder, 'mine', 'study.db'))).toBe(true);
});
