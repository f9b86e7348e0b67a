import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { bytesIn } from '../../src/execution/folder-size.js';
import { whatToFree } from '../../src/session/what-to-free.js';
import { studyFolder } from '../../src/storage/study-folder.js';

it('says what of a study can be done without, the largest first', () => {
  const root = mkdtempSync(join(tmpdir(), 'hypersweep-disk-use-'));
  const folder = studyFolder(root);
  expect(whatToFree(folder)).toBe('');
  mkdirSync(folder.checkpoint(3), { recursive: true });
  mkdirSync(folder.logs);
  writeFileSync(join(folder.checkpoint(3), 'weights'), Buffer.alloc(1.5 * 2 ** 20));
  writeFileSync(folder.logFile(3), 'x'.repeat(2048));
  expect(bytesIn(folder.checkpoints)).toBe(1.5 * 2 ** 20);
  expect(whatToFree(folder)).toBe('checkpoints 1.5 MiB, logs 2 KiB');
  rmSync(root, { recursive: true });
});
