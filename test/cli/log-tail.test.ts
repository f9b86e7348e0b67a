import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { logTail } from '../../src/cli/log-tail.js';

const folder = mkdtempSync(join(tmpdir(), 'hypersweep-'));

it('reads the last lines of a log, of a long one whole lines only', () => {
  const path = join(folder, 'trial.log');
  writeFileSync(path, Array.from({ length: 5000 }, (_, i) => `line ${i} ${'ü'.repeat(200)}\n`).join(''));
  const lines = logTail(path);
  expect(lines.length).toBeGreaterThan(20);
  expect(lines.at(-1)).toMatch(/^line 4999 ü{200}$/);
  for (const line of lines) expect(line).toMatch(/^line \d+ ü{200}$/);
});

it('reads a short one whole, and none where there is none', () => {
  const path = join(folder, 'short.log');
  writeFileSync(path, 'one\n\ntwo\n');
  expect(logTail(path)).toEqual(['one', 'two']);
  expect(logTail(join(folder, 'none.log'))).toEqual([]);
});
