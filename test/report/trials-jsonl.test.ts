/** docs/trials-jsonl.md promises what a line has. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { StudyRecord } from '../../src/core/study-record.js';
import { renderTrialsJsonl } from '../../src/report/trials-jsonl.js';
import { repeatsRecord } from './repeats-record.js';
import { sampleRecord } from './sample-record.js';
import { smallRecord } from './small-record.js';
import { twoObjectivesRecord } from './two-objectives-record.js';

const page = readFileSync(new URL('../../docs/trials-jsonl.md', import.meta.url), 'utf8');

interface PromisedKey {
  readonly key: string;
  readonly type: string;
  readonly there: string;
}

const promised = [...page.matchAll(/^\| `(.+?)` \| (.+?) \| .* \| (.+?) \|$/gm)].map(
  ([, key = '', type = '', there = '']): PromisedKey => ({ key, type, there }),
);

const types: Readonly<Record<string, (value: unknown) => boolean>> = {
  '1': (value) => value === 1,
  number: (value) => typeof value === 'number' || value === null,
  text: (value) => typeof value === 'string',
  object: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  list: Array.isArray,
  true: (value) => value === true,
};

function linesOf(record: StudyRecord): Record<string, unknown>[] {
  return renderTrialsJsonl(record)
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

/** `state`, and what stands in lists as `reports[].step`, one pair for each value. */
function entries(line: Readonly<Record<string, unknown>>): [string, unknown][] {
  const reports = (line.reports as Record<string, unknown>[]).flatMap((report) => Object.entries(report));
  return [...Object.entries(line), ...reports.map(([key, value]): [string, unknown] => [`reports[].${key}`, value])];
}

const lines = [smallRecord, repeatsRecord, twoObjectivesRecord, sampleRecord()].flatMap(linesOf);

it('has the keys that are promised and no other, of their types', () => {
  expect(new Set(lines.flatMap((line) => entries(line).map(([key]) => key)))).toEqual(new Set(promised.map(({ key }) => key)));
  for (const [key, value] of lines.flatMap(entries)) {
    const type = promised.find((promise) => promise.key === key)?.type ?? '';
    expect(types[type]?.(value), `${key}: ${JSON.stringify(value)} is no ${type}`).toBe(true);
  }
});

it('has them where they are promised', () => {
  const states: Readonly<Record<string, (line: Readonly<Record<string, unknown>>) => boolean>> = {
    always: () => true,
    'of complete trials': ({ state }) => state === 'complete',
    'of failed trials': ({ state }) => state === 'failed',
    'of pruned trials': ({ state }) => state === 'pruned',
    'of finished trials': ({ state }) => state === 'complete' || state === 'failed' || state === 'pruned',
    'of repeats': ({ repeatOf }) => repeatOf !== undefined,
    'once it has begun': ({ state }) => state !== 'waiting',
  };
  const checked = promised.filter(({ key, there }) => !key.includes('[]') && states[there]);
  expect(checked.length).toBeGreaterThan(10);
  for (const line of lines) {
    for (const { key, there } of checked) expect([key, key in line]).toEqual([key, states[there]?.(line)]);
  }
});
