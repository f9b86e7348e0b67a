import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { hypersweep, root, temporaryFolder } from './command-line.js';

const readme = readFileSync(join(root, 'README.md'), 'utf8');

function block(language: string): string {
  const found = new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``).exec(readme)?.[1];
  if (found === undefined) throw new Error(`Expected a block of ${language} in the README`);
  return found;
}

it("finds the README's sweep file valid", async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'data'));
  writeFileSync(join(folder, 'data/intents.csv'), 'utterance,intent\nwake me at seven,alarm\n');
  writeFileSync(join(folder, 'intents.yaml'), block('yaml'));
  const { code, stderr, stdout } = await hypersweep(['validate', 'intents.yaml'], folder);
  expect(stderr).toBe('');
  expect(stdout).not.toContain('warning');
  expect(code).toBe(0);
});

it("runs the README's search from code", () => {
  const folder = temporaryFolder();
  const library = pathToFileURL(join(root, 'dist/index.js')).href;
  writeFileSync(join(folder, 'search.mjs'), block('ts').replace("'hypersweep'", `'${library}'`));
  const output = execFileSync(process.execPath, ['search.mjs'], { cwd: folder, encoding: 'utf8' });
  expect(output).toContain('results/study/report.html');
  expect(readFileSync(join(folder, 'results/study/summary.json'), 'utf8')).toContain('"complete": 40');
});
