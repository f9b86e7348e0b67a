import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pythonWith } from '../fixtures/python.js';
import { hypersweep, printed, root, start, temporaryFolder } from './command-line.js';

interface Row {
  readonly trial: number;
  readonly attempt: number;
  readonly state: string;
  readonly metrics?: object;
  readonly reports: readonly { readonly step: number; readonly metrics: object }[];
}

function rows(folder: string, study: string): Row[] {
  const text = readFileSync(join(folder, 'results', study, 'trials.jsonl'), 'utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

/** What two runs of one study have in common, whatever happened to them. */
function table(folder: string, study: string): object[] {
  return rows(folder, study).map(({ trial, state, metrics, reports }) => ({
    ...{ trial, state, metrics },
    reports: reports.map(({ step, metrics }) => ({ step, metrics })),
  }));
}

/** Runs the sweep and kills it once the text was printed. */
async function runAndKill(folder: string, args: readonly string[], text: RegExp): Promise<void> {
  const run = start([...args, '--json'], folder);
  await printed(run, text);
  run.child.kill('SIGKILL');
  await run.ended;
}

const reported = (trial: number, step: number) =>
  new RegExp(`"type":"trial-reported".*"trialNumber":${trial},"report":\\{"step":${step},`);

describe('a long trial of a built-in task that is killed with its study', () => {
  const sweep = `
name: words
method: random
metric: { name: val_loss, goal: minimize }
task:
  type: text-classification
  data: { train: words.csv, text: utterance, label: kind, split: [0.7, 0.15, 0.15] }
  epochs: 10
parameters:
  encoder:       { value: bag }
  learning_rate: { min: 0.001, max: 0.05, log: true }
  dropout:       { value: 0.3 }
  decay:         { value: cosine }
  char_noise:    { value: 0.1 }
  batch_size:    { value: 4 }
  patience:      { value: 9 }
run_cap: 2
workers: 1
seed: 3
checkpoint_every: 0.01
`;

  it('goes on from its checkpoint, twice, to the table of a study that nobody disturbed', { timeout: 600_000 }, async () => {
    const folder = temporaryFolder();
    const words = { fruit: ['apple', 'pear', 'plum'], tool: ['hammer', 'saw', 'drill'], bird: ['wren', 'owl', 'crane'] };
    const lines = Object.entries(words).flatMap(([label, three]) =>
      Array.from({ length: 40 }, (_, i) => `some ${three[i % 3]} with number ${i % 7},${label}`),
    );
    writeFileSync(join(folder, 'words.csv'), `utterance,kind\n${lines.join('\n')}\n`);
    writeFileSync(join(folder, 'words.yaml'), sweep);
    await hypersweep(['run', 'words.yaml', '--name', 'whole'], folder);

    await runAndKill(folder, ['run', 'words.yaml', '--name', 'killed'], reported(0, 4));
    await runAndKill(folder, ['resume', 'killed'], reported(0, 7));
    const resumed = await hypersweep(['resume', 'killed'], folder);
    expect(resumed).toMatchObject({ code: 0, stderr: '' });

    const log = readFileSync(join(folder, 'results/killed/logs/trial-0000.log'), 'utf8');
    const starts = [...log.matchAll(/goes on after epoch (\d+)/g)].map(([, epoch]) => Number(epoch));
    expect(starts).toHaveLength(2);
    expect(starts[0]).toBeGreaterThanOrEqual(2);
    expect(starts[1]).toBeGreaterThanOrEqual(5);
    const [first] = rows(folder, 'killed');
    expect(first).toMatchObject({ state: 'complete', attempt: 3 });
    expect(table(folder, 'killed')).toEqual(table(folder, 'whole'));
    const weights = (study: string) => readFileSync(join(folder, 'results', study, 'best/weights.bin'));
    expect(weights('killed').equals(weights('whole'))).toBe(true);
    // What they went on from is gone with them; the best model stays.
    expect(readdirSync(join(folder, 'results/killed/checkpoints'))).toEqual(
      readdirSync(join(folder, 'results/whole/checkpoints')),
    );
    expect((await hypersweep(['replay', 'killed'], folder)).code).toBe(0);
  });
});

const python = pythonWith('json');

describe.skipIf(python === undefined)('a Python program that keeps checkpoints', () => {
  const script = `
import json, time
import hypersweep

loss, first = 1.0, 0
if hypersweep.resume_folder:
    with open(f"{hypersweep.resume_folder}/state.json") as file:
        loss, first = json.load(file)
print(f"begins with epoch {first}")
for epoch in range(first, 12):
    time.sleep(0.05)
    loss *= 0.5 + hypersweep.params["x"]
    if hypersweep.report(epoch, loss=loss):
        break
    with hypersweep.checkpoint(epoch + 1) as folder:
        with open(f"{folder}/state.json", "w") as file:
            json.dump([loss, epoch + 1], file)
`;

  it('goes on from them, though it counts epochs from 0', { timeout: 60_000 }, async () => {
    const folder = temporaryFolder();
    copyFileSync(join(root, 'examples/hypersweep.py'), join(folder, 'hypersweep.py'));
    writeFileSync(join(folder, 'train.py'), script);
    writeFileSync(
      join(folder, 'sweep.yaml'),
      `command: [${python}, train.py]\nmethod: random\nmetric: { name: loss, goal: minimize }\nparameters: { x: { min: 0.0, max: 0.4 } }\nrun_cap: 2\nworkers: 1\n`,
    );
    await hypersweep(['run', 'sweep.yaml', '--name', 'whole'], folder);
    await runAndKill(folder, ['run', 'sweep.yaml', '--name', 'killed'], reported(1, 7));
    const state = join(folder, 'results/killed/checkpoints/trial-0001-state');
    mkdirSync(join(state, 'step-11'));
    const resumed = await hypersweep(['resume', 'killed'], folder);
    expect(resumed).toMatchObject({ code: 0, stderr: '' });
    const log = readFileSync(join(folder, 'results/killed/logs/trial-0001.log'), 'utf8');
    const [, from] = [...log.matchAll(/begins with epoch (\d+)/g)].map(([, epoch]) => Number(epoch));
    expect(from).toBeGreaterThanOrEqual(6);
    expect(from).toBeLessThanOrEqual(8);
    expect(table(folder, 'killed')).toEqual(table(folder, 'whole'));
    expect(rows(folder, 'killed').map(({ attempt }) => attempt)).toEqual([1, 2]);
    expect(existsSync(state)).toBe(false);
  });
});
