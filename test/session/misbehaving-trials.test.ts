import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { FinishedTrial, Trial } from '../../src/core/trial.js';
import { beginStudy } from '../../src/session/begin.js';
import { replayStudy } from '../../src/session/replay.js';
import { runSession, type SessionResult } from '../../src/session/run-session.js';
import { workerExecutor } from '../../src/session/session-executor.js';
import { studyFolder } from '../../src/storage/study-folder.js';
import { specFromObject } from '../../src/sweep-file/index.js';

const results = mkdtempSync(join(tmpdir(), 'hypersweep-misbehaving-'));
afterAll(() => rmSync(results, { recursive: true }));

const expected: Readonly<Record<string, object>> = {
  loopsForEver: { state: 'failed', reason: 'timeout', message: expect.stringMatching(/^hung: it reported nothing for 10/) },
  goesOnForEver: { state: 'failed', reason: 'timeout', message: 'took longer than 60 s' },
  hangs: { state: 'failed', reason: 'timeout', message: expect.stringMatching(/^hung: it reported nothing for 10(\.\d+)? s$/) },
  allocatesWithoutEnd: { state: 'failed', reason: 'out-of-memory' },
  exits: { state: 'failed', reason: 'crashed', message: 'it called process.exit(7)', attempt: 2, crashes: 1 },
  throwsText: { state: 'failed', reason: 'error', message: 'a text instead of an error' },
  throwsNothing: { state: 'failed', reason: 'error', message: 'undefined' },
  rejectsUnheard: { state: 'failed', reason: 'crashed', message: 'nobody waits for this one' },
  nan: { state: 'failed', reason: 'diverged' },
  reportsNan: { state: 'failed', reason: 'diverged' },
  reportsAfterItsEnd: { state: 'complete', loss: 3, reports: { length: 1 } },
  neverReports: { state: 'complete', loss: 4, reports: { length: 0 } },
  reportsWithoutEnd: { state: 'complete', loss: 5, reports: { length: 100_000 } },
  returnsNonsense: { state: 'failed', reason: 'error' },
  goesBackInTime: { state: 'failed', reason: 'error', message: expect.stringContaining('above the last one (2)') },
  behaves: { state: 'complete', loss: 2, reports: { length: 1 } },
};

let study: SessionResult;

beforeAll(async () => {
  const options = {
    name: 'misbehaving',
    metric: { name: 'loss', goal: 'minimize' },
    parameters: { does: { values: Object.keys(expected) } },
    method: 'grid',
    workers: 2,
    timeout: 60,
    // A busy machine takes seconds to start a thread.
    hang_timeout: 10,
    memory_limit: '256MB',
    task: { type: 'module', file: fileURLToPath(new URL('../fixtures/misbehaving.mjs', import.meta.url)) },
  };
  const { spec } = specFromObject(options, 'test');
  const origin = { baseFolder: results, changes: {}, options };
  const atHand = beginStudy({ spec, sweepText: '', origin, resultsFolder: results });
  const executor = await workerExecutor(spec, 'auto');
  study = await runSession(atHand, { emit() {}, signal: new AbortController().signal, executor });
}, 240_000);

it('a study of misbehaving trials comes to its end', () => {
  expect(study.reason).toBe('exhausted');
  expect(study.record.trials).toHaveLength(Object.keys(expected).length);
});

it.each(Object.entries(expected))('%s has its row with the right reason', (does, row) => {
  const trial = study.record.trials.find(({ params }) => params.does === does) as Trial;
  expect(trial).toMatchObject(row);
});

it('one that takes very long to be heard out delays no limit of the others', () => {
  const { startedAt, finishedAt } = study.record.trials.find(({ params }) => params.does === 'loopsForEver') as FinishedTrial;
  expect(finishedAt - startedAt).toBeLessThan(20_000);
});

it('the log says where the error was thrown that ended a worker, and what was ended by force', () => {
  const logOf = (does: string) => {
    const { number } = study.record.trials.find(({ params }) => params.does === does) as Trial;
    return readFileSync(studyFolder(join(results, 'misbehaving')).logFile(number), 'utf8');
  };
  expect(logOf('rejectsUnheard')).toMatch(/nobody waits for this one\n\s+at .*misbehaving\.mjs:\d+/);
  expect(logOf('loopsForEver')).toContain('ended by force, as it did not stop when it was told to');
  expect(logOf('exits')).not.toContain('piscina');
});

it('and it can be replayed', () => {
  expect(replayStudy(join(results, 'misbehaving')).difference).toBeUndefined();
});
