import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { StudyEvent } from '../../src/core/events.js';
import type { TabularClassificationSpec, TextClassificationSpec } from '../../src/core/task-spec.js';
import { checking, loading, toldWhenLong } from '../../src/session/before-first-trial.js';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('says what takes longer than three seconds, once', async () => {
  const events: StudyEvent[] = [];
  const work = new Promise<string>((resolve) => setTimeout(() => resolve('done'), 60_000));
  const told = toldWhenLong(work, 'Loading ./mine.mjs in 2 workers', (event) => events.push(event));
  await vi.advanceTimersByTimeAsync(2999);
  expect(events).toEqual([]);
  await vi.advanceTimersByTimeAsync(57_001);
  expect(await told).toBe('done');
  expect(events).toEqual([
    {
      type: 'notice',
      at: expect.any(Number),
      level: 'info',
      message: 'Loading ./mine.mjs in 2 workers takes longer than 3 s; Ctrl-C ends the run',
    },
  ]);
});

it('says nothing of what is quick, or fails', async () => {
  const emit = vi.fn();
  expect(await toldWhenLong(Promise.resolve(3), 'Loading', emit)).toBe(3);
  await expect(toldWhenLong(Promise.reject(new Error('broken')), 'Loading', emit)).rejects.toThrow('broken');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(emit).not.toHaveBeenCalled();
});

it('names the module and the workers, the files and the losses', () => {
  const url = pathToFileURL('mine.mjs').href;
  const module = { kind: 'module', url, exportName: 'default' } as const;
  expect([loading(module, 1), loading(module, 8)]).toEqual(['Loading ./mine.mjs in 1 worker', 'Loading ./mine.mjs in 8 workers']);

  const table = { train: '/data/train.csv', test: '/data/test.csv', header: true, label: 'y' };
  const common = { split: [0.8, 0.1, 0.1], epochs: 1 } as const;
  const lists = { numbers: [], categories: [], ignore: [], missing: [] };
  const tabular: TabularClassificationSpec = { kind: 'tabular-classification', data: { ...table, ...lists }, ...common };
  expect(checking(tabular)).toBe('Reading and checking train.csv, test.csv');
  expect(checking({ ...tabular, ownLosses: { mine: url } })).toBe('Reading and checking train.csv, test.csv, ./mine.mjs');

  const images = { images: '/data/train-images', labels: '/data/train-labels' };
  expect(checking({ kind: 'image-classification', data: { train: images }, ...common })).toBe(
    'Reading and checking train-images',
  );

  const texts: TextClassificationSpec = { kind: 'text-classification', data: { kind: 'intl-languages' }, ...common };
  expect(checking(texts)).toBe('Reading and checking intl-languages');
  const backTranslation = { kind: 'module', url } as const;
  expect(checking({ ...texts, augmentation: { backTranslation } })).toBe('Back-translating the training texts');
});
