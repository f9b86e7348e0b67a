import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { StudyEvent } from '../../src/core/events.js';
import { beginStudy, continueStudy, type StudyAtHand } from '../../src/session/begin.js';
import { runSession } from '../../src/session/run-session.js';
import { inlineExecutor } from '../../src/session/session-executor.js';
import { specFromObject } from '../../src/sweep-file/index.js';

let results: string;
beforeEach(() => {
  results = mkdtempSync(join(tmpdir(), 'hypersweep-begin-'));
});
afterEach(() => rmSync(results, { recursive: true }));

function begin(): StudyAtHand {
  const options = {
    name: 'study',
    metric: { name: 'loss', goal: 'minimize' },
    parameters: { x: { min: 0.5, max: 1.5 } },
    run_cap: 3,
    workers: 1,
    task: { type: 'inline' },
  };
  const { spec } = specFromObject(options, 'test');
  return beginStudy({ spec, sweepText: '', origin: { baseFolder: results, changes: {}, options }, resultsFolder: results });
}

function run(atHand: StudyAtHand, emit: (event: StudyEvent) => void = () => {}) {
  const executor = inlineExecutor(({ params }) => Number(params.x), atHand.spec);
  return runSession(atHand, { emit, signal: new AbortController().signal, executor });
}

it('a study that was killed after its last trial is resumed to publish its results, and then has ended', async () => {
  const copy = join(results, 'as a kill leaves it');
  const { record } = await run(begin(), ({ type }) => {
    if (type === 'study-ending') cpSync(join(results, 'study'), copy, { recursive: true });
  });
  expect(record.status).toBe('finished');
  expect(existsSync(join(copy, 'best'))).toBe(false);

  const resumed = await run(continueStudy(copy, { reference: 'study' }));
  expect(resumed.reason).toBe('trials');
  expect(resumed.record.trials).toEqual(record.trials);
  expect(resumed.record.status).toBe('finished');
  for (const file of ['best/trial.json', 'report.html', 'summary.json']) expect(existsSync(join(copy, file))).toBe(true);
  expect(readFileSync(join(copy, 'best/trial.json'), 'utf8')).toBe(readFileSync(join(results, 'study/best/trial.json'), 'utf8'));
  expect(JSON.parse(readFileSync(join(copy, 'summary.json'), 'utf8')).status).toBe('finished');
  expect(() => continueStudy(copy, { reference: 'study' })).toThrow('study has ended after 3 trials (its limit: trials)');
});
