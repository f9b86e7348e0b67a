import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Suggestion } from '../../src/core/trial.js';
import { SqliteStore } from '../../src/storage/sqlite-store.js';
import { Study } from '../../src/study/study.js';
import { specFromObject } from '../../src/sweep-file/index.js';

const startupTrials = 5;

function studyOf(method: string, changes: object = {}): Study {
  const { spec } = specFromObject(
    {
      name: 'explained',
      metric: { name: 'loss', goal: 'minimize' },
      parameters: { x: { min: 0, max: 1.5 }, kind: { values: ['a', 'b', 'c'] } },
      method: { type: method, startup_trials: startupTrials, ...changes },
      seed: 4,
      task: { type: 'inline', epochs: 2 },
    },
    'test',
  );
  return new Study(spec);
}

/** What was said of each of so many trials. */
function suggestionsOf(study: Study, count: number): (Suggestion | undefined)[] {
  return Array.from({ length: count }, () => {
    const trial = study.ask(0);
    if (trial === 'exhausted') throw new Error('Expected a trial');
    const loss = (Number(trial.params.x) - 0.7) ** 2 + (trial.params.kind === 'b' ? 0 : 1);
    study.tell(trial.number, { kind: 'complete', metrics: { loss } }, 1);
    return trial.suggestion;
  });
}

describe.each([
  ['tpe', 'log l/g'],
  ['gp', 'log expected improvement'],
])('%s', (method, figure) => {
  it('says of each proposal of its model how far it is above the runner-up, and nothing of its start', () => {
    const suggestions = suggestionsOf(studyOf(method), 20);
    expect(suggestions.slice(0, startupTrials)).toEqual(Array(startupTrials).fill(undefined));
    const own = suggestions.slice(startupTrials).filter((suggestion) => suggestion?.by === method);
    expect(own.length).toBeGreaterThan(10);
    for (const { numbers } of own as Suggestion[]) {
      expect(numbers[figure]).toEqual(expect.any(Number));
      expect(numbers['runner-up']).toBeLessThanOrEqual(numbers[figure] as number);
      expect(numbers.candidates).toBeGreaterThan(1);
    }
  });
});

it('adds up the ratios of parameters that TPE draws apart', () => {
  const [last] = suggestionsOf(studyOf('tpe', { multivariate: false }), 30).slice(-1);
  expect(last).toMatchObject({ by: 'tpe', numbers: { 'good trials': expect.any(Number), 'bad trials': expect.any(Number) } });
  expect((last?.numbers['good trials'] ?? 0) + (last?.numbers['bad trials'] ?? 0)).toBe(29);
});

it('is kept with the trial, also when that is interrupted, and in the database', () => {
  const study = studyOf('tpe');
  suggestionsOf(study, 10);
  const trial = study.ask(0);
  if (trial === 'exhausted') throw new Error('Expected a trial');
  expect(trial.suggestion).toBeDefined();
  const path = join(mkdtempSync(join(tmpdir(), 'hypersweep-')), 'study.db');
  const store = SqliteStore.create(path, { name: 'explained', sweepText: '', overrides: {}, createdAt: 0 }, '0');
  store.trialStarted(trial);
  expect(store.trials()[0]?.suggestion).toEqual(trial.suggestion);
  store.close();
  expect(study.interrupt(trial.number).suggestion).toEqual(trial.suggestion);
  expect(study.ask(1)).toMatchObject({ attempt: 2, suggestion: trial.suggestion });
});
