import { execFileSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { macro } from '../../src/core/command-macros.js';
import { readSweepFile } from '../../src/sweep-file/index.js';
import { hypersweep, root, temporaryFolder } from './command-line.js';

/** A Python that has Transformers and PyTorch; it may be another one than that of the other tests. */
const { HYPERSWEEP_PYTHON, HYPERSWEEP_TORCH_PYTHON } = process.env;
const python = pythonThatHas('import torch, transformers, accelerate', [HYPERSWEEP_TORCH_PYTHON, 'python3', '/usr/bin/python3']);
/** One that has Transformers, which take arguments without PyTorch, too. */
const withoutTorch = pythonThatHas('import transformers', [HYPERSWEEP_PYTHON, 'python3', '/usr/bin/python3']);

function pythonThatHas(imports: string, candidates: readonly (string | undefined)[]): string | undefined {
  return candidates.find((name): name is string => {
    try {
      if (name !== undefined) execFileSync(name, ['-c', imports], { stdio: 'ignore' });
      return name !== undefined;
    } catch {
      return false;
    }
  });
}

/** The first number of its version. */
function transformersVersion(name: string): number {
  const version = execFileSync(name, ['-c', 'import transformers; print(transformers.__version__)'], { encoding: 'utf8' });
  return Number.parseInt(version, 10);
}

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

describe.skipIf((python ?? withoutTorch) === undefined)('the ready sweep for run_glue.py', () => {
  it.each([python, withoutTorch].filter((name, i, all) => name !== undefined && all.indexOf(name) === i))(
    'has arguments that %s takes, and reads what the Trainer prints',
    async (name) => {
      const folder = temporaryFolder();
      cpSync(join(root, 'test/fixtures/run_glue.py'), join(folder, 'run_glue.py'));
      writeFileSync(join(folder, 'names.csv'), names());
      if (name === python)
        execFileSync(name as string, [join(root, 'test/fixtures/tiny_bert.py'), 'names.csv', 'tiny-bert'], { cwd: folder });
      const ready = readFileSync(join(root, 'examples/run-glue.yaml'), 'utf8');
      const own = ready
        .replace('[bert-base-uncased, roberta-base, gpt2]', '[./tiny-bert]')
        .replace('[2, 3, 4]', '[2]')
        .replace(macro('interpreter'), name as string)
        .replace(/^ {2}warmup_steps: /m, transformersVersion(name as string) < 5 ? '  warmup_ratio: ' : '  warmup_steps: ');
      writeFileSync(join(folder, 'run-glue.yaml'), own);
      const { code, stderr } = await hypersweep(['run', 'run-glue.yaml', '--trials', '2', '--workers', '1'], folder);
      expect([code, stderr]).toEqual([0, '']);
      const lines = readFileSync(join(folder, 'results/run-glue/trials.jsonl'), 'utf8').trim().split('\n');
      for (const { state, reports, metrics } of lines.map((line) => JSON.parse(line))) {
        expect(state).toBe('complete');
        expect(reports.map(({ step }: { step: number }) => step)).toEqual([1, 2]);
        expect(metrics.eval_accuracy).toBeGreaterThan(0.4);
        expect(metrics.eval_loss).toBeGreaterThan(0);
      }
    },
    240_000,
  );
});
