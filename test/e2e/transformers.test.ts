import { execFileSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSweepFile } from '../../src/sweep-file/index.js';
import { hypersweep, root, temporaryFolder } from './command-line.js';

/** A Python that has Transformers and PyTorch. */
const python = ['python3', '/usr/bin/python3'].find((name) => {
  try {
    execFileSync(name, ['-c', 'import torch, transformers, accelerate'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
});

it('has ready sweeps for Transformers that are valid', () => {
  const folder = temporaryFolder();
  cpSync(join(root, 'examples'), folder, { recursive: true });
  writeFileSync(join(folder, 'run_glue.py'), '');
  for (const name of ['fine-tune', 'run-glue']) {
    const { spec, warnings } = readSweepFile(join(folder, `${name}.yaml`));
    expect([spec.task.kind, warnings]).toEqual(['program', []]);
  }
});

/** Names of the world's countries in German and Russian. */
function names(): string {
  const codes = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].flatMap((a) => [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].map((b) => a + b));
  const rows = ['de', 'ru'].flatMap((locale) => {
    const regions = new Intl.DisplayNames(locale, { type: 'region', fallback: 'none' });
    return codes.flatMap((code) => {
      const name = regions.of(code);
      return name === undefined ? [] : [`"${name.replaceAll('"', '')}",${locale}`];
    });
  });
  return `text,label\n${rows.join('\n')}\n`;
}

describe.skipIf(python === undefined)('a tiny BERT that is fine-tuned by the example', () => {
  it('is stopped where the pruner says, and the best one is kept', async () => {
    const folder = temporaryFolder();
    cpSync(join(root, 'examples'), folder, { recursive: true });
    writeFileSync(join(folder, 'names.csv'), names());
    execFileSync(python as string, [join(root, 'test/fixtures/tiny_bert.py'), 'names.csv', 'tiny-bert'], { cwd: folder });
    writeFileSync(
      join(folder, 'bert.yaml'),
      `metric: { name: eval_loss, goal: minimize }
task:
  type: program
  program: fine_tune.py
  command: [${python}, "\${program}", --data=names.csv, --epochs=4, "\${args}"]
  epochs: 4
method: random
parameters:
  model:         { value: ./tiny-bert }
  learning_rate: { min: 1.0e-5, max: 1.0e-2, log: true }
  dropout:       { min: 0.0, max: 0.3 }
  batch_size:    { values: [16, 32] }
early_terminate: { type: asha, min_iter: 1, eta: 2, audit: 0 }
run_cap: 6
workers: 2
`,
    );
    const { code, stderr } = await hypersweep(['run', 'bert.yaml'], folder);
    expect([code, stderr]).toEqual([0, '']);
    const study = join(folder, 'results/bert');
    const lines = readFileSync(join(study, 'trials.jsonl'), 'utf8').trim().split('\n');
    for (const { trial, state, reports, metrics } of lines.map((line) => JSON.parse(line))) {
      const log = readFileSync(join(study, `logs/trial-000${trial}.log`), 'utf8');
      expect([...log.matchAll(/'eval_loss'/g)]).toHaveLength(reports.length);
      expect(reports.length).toBe(state === 'complete' ? 4 : reports.at(-1).step);
      if (state === 'complete') expect(metrics.eval_loss).toBeLessThan(Math.log(2) * 1.05);
    }
    const states = lines.map((line) => JSON.parse(line).state);
    expect(new Set(states)).toEqual(new Set(['complete', 'pruned']));
    expect(readdirSync(join(study, 'best'))).toContain('config.json');
  }, 240_000);
});
