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
  const rows = Array.from({ length: 60 }, (_, i) => `text ${i},${i % 2 === 0 ? 'alarm' : 'weather'}`);
  writeFileSync(join(folder, 'data/intents.csv'), `utterance,intent\n${rows.join('\n')}\n`);
  writeFileSync(join(folder, 'intents.yaml'), block('yaml'));
  const { code, stderr, stdout } = await hypersweep(['validate', 'intents.yaml'], folder);
  expect(stderr).toBe('');
  expect(stdout).not.toContain('warning');
  expect(code).toBe(0);
});

it("trains with the README's own loss", async () => {
  const folder = temporaryFolder();
  const rows = Array.from({ length: 60 }, (_, i) => (i % 2 === 0 ? `an apple ${i},fruit` : `a hammer ${i},tool`));
  writeFileSync(join(folder, 'words.csv'), `text,label\n${rows.join('\n')}\n`);
  writeFileSync(join(folder, 'my-loss.js'), block('js'));
  const own = /`(loss_q: .*)`/.exec(readme)?.[1];
  writeFileSync(
    join(folder, 'words.yaml'),
    `metric: { name: val_auroc }
task: { type: text-classification, data: { train: words.csv }, epochs: 3 }
method: grid
parameters:
  loss: { values: [cross-entropy, ./my-loss.js] }
  ${own?.replace('max: 0.9', 'max: 0.9, step: 0.8')}
  learning_rate: { value: 0.05 }
run_cap: 4
`,
  );
  const { code, stderr } = await hypersweep(['run', 'words.yaml'], folder);
  expect(stderr).toBe('');
  expect(code).toBe(0);
  const board = await hypersweep(['leaderboard', 'words', '--json'], folder);
  const losses = JSON.parse(board.stdout).map(({ params }: { params: { loss: string; loss_q?: number } }) => [
    params.loss,
    params.loss_q,
  ]);
  expect(losses).toHaveLength(3);
  expect(losses).toEqual(
    expect.arrayContaining([
      ['cross-entropy', undefined],
      ['./my-loss.js', 0.1],
      ['./my-loss.js', 0.9],
    ]),
  );

  // What is wrong with a loss is said before a study is made.
  writeFileSync(join(folder, 'my-loss.js'), 'export const loss = 1;\n');
  const broken = await hypersweep(['run', 'words.yaml', '--name', 'broken'], folder);
  expect(broken.stderr).toContain('Expected ./my-loss.js to export a loss by default');
  expect(broken.code).toBe(2);
});

it("runs the README's search from code", () => {
  const folder = temporaryFolder();
  const library = pathToFileURL(join(root, 'dist/index.js')).href;
  writeFileSync(join(folder, 'search.mjs'), block('ts').replace("'hypersweep'", `'${library}'`));
  const output = execFileSync(process.execPath, ['search.mjs'], { cwd: folder, encoding: 'utf8' });
  expect(output).toContain('results/study/report.html');
  expect(readFileSync(join(folder, 'results/study/summary.json'), 'utf8')).toContain('"complete": 40');
});
