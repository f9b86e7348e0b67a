import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { prepareComparisonFiles } from '../../src/cli/comparison-files.js';

describe('where a comparison is written', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'hypersweep-comparison-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it.each(['plots', 'plots/deep', 'runs.2026-11', 'v1.2'])('is a folder: %s', (out) => {
    const path = join(folder, out);
    expect(prepareComparisonFiles(path)).toEqual({
      page: join(path, 'simulation.html'),
      plot: join(path, 'regret.svg'),
      figures: join(path, 'simulation.json'),
    });
    expect(existsSync(path)).toBe(true);
  });

  it('is a folder that is there, whatever its name', () => {
    mkdirSync(join(folder, 'old.pdf'));
    expect(prepareComparisonFiles(join(folder, 'old.pdf')).page).toBe(join(folder, 'old.pdf', 'simulation.html'));
  });

  it('is a page, with the others beside it', () => {
    const base = join(folder, 'new', 'two');
    expect(prepareComparisonFiles(`${base}.html`)).toEqual({
      page: `${base}.html`,
      plot: `${base}.svg`,
      figures: `${base}.json`,
    });
    expect(existsSync(join(folder, 'new'))).toBe(true);
  });

  it.each(['x.pdf', 'x.json', 'x.HTM', 'deep/x.svg'])('is no other kind of file: %s', (out) => {
    expect(() => prepareComparisonFiles(join(folder, out))).toThrow(
      `Expected --out to name a folder, or a page whose name ends in .html, got "${join(folder, out)}"`,
    );
  });

  it.each(['file/in', 'file/x.html'])('is not inside a file: %s', (out) => {
    writeFileSync(join(folder, 'file'), '');
    expect(() => prepareComparisonFiles(join(folder, out))).toThrow(/: a file stands where a folder is needed/);
  });
});
