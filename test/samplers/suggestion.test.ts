import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Suggestion } from '../../src/core/trial.js';
import { SqliteStore } from '../../src/storage/sqlite-store.js';
import { Study } from '../../src/study/study.js';
import { specFromObject } from '../../src/sweep-file/index.js';

const startupTrials = 5;

function studyOf(method: string, options: object = { startup_trials: startupTrials }): Study {
  const { spec } = specFromObject(
    {
      name: 'explained',
      metric: { name: 'loss', goal: 'minimize' },
      parameters: { x: { min: 0, max: 1.5 }, kind: { values: ['a', 'b', 'c'] } },
      method: { type: method, ...options },
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
  it('says of each proposal of its model how far it is above the runner-up, and of its start that it is that', () => {
    const suggestions = suggestionsOf(studyOf(method), 20);
    for (const [i, suggestion] of suggestions.slice(0, startupTrials).entries()) {
      expect(suggestion?.numbers).toEqual({ ...(method === 'gp' && { point: i + 1 }), 'startup trials': startupTrials });
    }
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
  const [last] = suggestionsOf(studyOf('tpe', { multivariate: false, startup_trials: startupTrials }), 30).slice(-1);
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

describe('of a sequence', () => {
  const saidBy = (method: string, options: object = {}) => suggestionsOf(studyOf(method, options), 4);

  it('says which point it is', () => {
    expect(saidBy('sobol')[2]).toEqual({ by: 'sobol', numbers: { point: 3 } });
    expect(saidBy('latin-hypercube')[3]).toEqual({ by: 'latin-hypercube', numbers: { block: 1, point: 4, of: 100 } });
    expect(saidBy('random')[3]).toEqual({ by: 'random', numbers: {} });
  });

  it('counts the points of a grid', () => {
    const { spec } = specFromObject(
      {
        name: 'explained',
        metric: { name: 'loss', goal: 'minimize' },
        parameters: { x: { values: [0, 1] }, kind: { values: ['a', 'b', 'c'] } },
        method: 'grid',
        task: { type: 'inline', epochs: 2 },
      },
      'test',
    );
    const points = suggestionsOf(new Study(spec), 6).map((suggestion) => suggestion?.numbers.point);
    expect(points).toEqual([1, 2, 3, 4, 5, 6]);
  });
});

it('says of CMA-ES which member of which generation a trial is, and how wide the distribution was', () => {
  const suggestions = suggestionsOf(studyOf('cmaes', {}), 12);
  const { population = 0, sigma } = suggestions[0]?.numbers ?? {};
  expect(sigma).toBeCloseTo(1 / 6);
  for (const [i, suggestion] of suggestions.entries()) {
    expect(suggestion).toMatchObject({
      by: 'cmaes',
      numbers: { run: 1, generation: Math.floor(i / population) + 1, member: (i % population) + 1, population },
    });
  }
});

it('says of NSGA-II which trials are the parents, and how many values are theirs', () => {
  const study = studyOf('nsga2', { population: 4 });
  const suggestions = suggestionsOf(study, 30)
    .slice(4)
    .filter((suggestion) => suggestion?.by === 'nsga2');
  expect(suggestions.length).toBeGreaterThan(20);
  for (const { numbers } of suggestions as Suggestion[]) {
    expect(numbers.parent).toBeLessThan(30);
    expect((numbers.inherited ?? 0) + (numbers['crossed or mutated'] ?? 0)).toBe(2);
  }
});

it('says that auto chose the sampler', () => {
  const suggestions = suggestionsOf(studyOf('auto', {}), 20);
  expect(suggestions.at(-1)?.by).toMatch(/^(gp, chosen by auto|stand-in)$/);
  expect(suggestions.some((suggestion) => suggestion?.by === 'gp, chosen by auto')).toBe(true);
});
