import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { onOwnGpu, webGpuTestEnvironment } from '../training/backends/webgpu-environment.js';
import { writePng } from '../training/data/pictures.js';
import { hypersweep, printed, start, temporaryFolder } from './command-line.js';
import { writeWords } from './words.js';

let folder: string;

const sweep = `
name: words
method: random
metric: { name: val_accuracy, goal: maximize }
task:
  type: text-classification
  data: { train: words.csv, text: utterance, label: kind, split: [0.7, 0.15, 0.15] }
  epochs: 6
parameters:
  encoder:       { values: [bag, cnn] }
  learning_rate: { min: 0.01, max: 0.05, log: true }
  batch_size:    { value: 16 }
  buckets:       { value: 1024 }
  embedding_size: { value: 16 }
  filters:       { value: 8 }
run_cap: 3
workers: 1
seed: 3
`;

beforeAll(() => {
  folder = temporaryFolder();
  writeWords(join(folder, 'words.csv'));
  writeFileSync(join(folder, 'words.yaml'), sweep);
});

function summary(study: string) {
  return JSON.parse(readFileSync(join(folder, 'results', study, 'summary.json'), 'utf8'));
}

describe('training on the own files', () => {
  it('finds a model, measures it once on the test split and keeps it for predict', async () => {
    const run = await hypersweep(['run', 'words.yaml'], folder);
    expect(run.stderr).toBe('');
    expect(run.code).toBe(0);
    expect(run.stdout).toContain('Computing on wasm');
    expect(summary('words').test.metrics.test_accuracy).toBeGreaterThan(0.9);
    const { confusions, best } = summary('words');
    expect(confusions).toMatchObject({ trial: best.trial, validation: { labels: ['bird', 'fruit', 'tool'] } });
    const report = readFileSync(join(folder, 'results/words/report.md'), 'utf8');
    expect(report).toContain(`## What trial ${best.trial} takes for what`);
    expect(report).toContain('| class | bird | fruit | tool | found |');
    for (const file of ['model.json', 'weights.bin', 'labels.json', 'trial.json'])
      expect(existsSync(join(folder, 'results/words/best', file))).toBe(true);

    const one = await hypersweep(['predict', 'words', '--text', 'the owl and the wren', '--json'], folder);
    expect(JSON.parse(one.stdout)[0].labels[0].label).toBe('bird');
    writeFileSync(join(folder, 'texts.txt'), 'a plum\r\n\r\nsome drill\n');
    const two = await hypersweep(['predict', 'words', 'texts.txt', '--top', '1'], folder);
    const neither = await hypersweep(['predict', 'words'], folder);
    expect(neither).toMatchObject({ code: 2, stderr: expect.stringContaining('Expected either --text or one file') });
    expect(two.stdout.split('\n').map((line) => line.split(' ')[1]?.split('\t')[1])).toEqual(['fruit', 'tool', undefined]);
    writeFileSync(join(folder, 'new.csv'), '\uFEFFid;utterance\n1;a plum, or some\n2;\n3;some drill\n');
    const empty = await hypersweep(['predict', 'words', 'new.csv'], folder);
    expect(empty).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/Expected a text in column "utterance", .*new\.csv:3/),
    });
    writeFileSync(join(folder, 'new.csv'), '\uFEFFid;utterance\n1;a plum, or some\n3;some drill\n');
    const three = await hypersweep(['predict', 'words', 'new.csv', '--top', '1'], folder);
    expect(three.stdout).toMatch(/^a plum, or some\tfruit \d\.\d+\nsome drill\ttool \d\.\d+\n$/);
  });

  it('finds a model for images, which labels files', async () => {
    // Bright above or bright below, in four greys each.
    const pixels = { above: (grey: number) => [grey, grey, 0, 0], below: (grey: number) => [0, 0, grey, grey] };
    for (const [label, of] of Object.entries(pixels))
      for (let i = 0; i < 40; i++) writePng(join(folder, `photos/${label}/${i}.png`), 2, 2, of(100 + 40 * (i % 4)));
    const data = '{ train: photos, image_size: 4, split: [0.6, 0.2, 0.2] }';
    const task = `{ type: image-classification, data: ${data}, epochs: 10 }`;
    const parameters = '{ model: { values: [mlp, cnn] }, filters: { value: 4 }, units: { value: 8 }, batch_size: { value: 8 } }';
    const metric = '{ name: val_accuracy, goal: maximize }';
    writeFileSync(
      join(folder, 'photos.yaml'),
      `task: ${task}\nmetric: ${metric}\nparameters: ${parameters}\nmethod: grid\nworkers: 1\nseed: 1\n`,
    );
    const run = await hypersweep(['run', 'photos.yaml'], folder);
    expect(run.stderr).toBe('');
    expect(run.stdout).toContain('hypersweep predict photos FILE');
    expect(summary('photos').test.metrics.test_accuracy).toBeGreaterThan(0.9);

    const files = ['photos/above/1.png', 'photos/below/2.png'];
    const predicted = await hypersweep(['predict', 'photos', ...files, '--top', '1'], folder);
    expect(predicted.stdout.replaceAll(/ \d\.\d+/g, '')).toBe(`${files[0]}\tabove\n${files[1]}\tbelow\n`);
    writeFileSync(join(folder, 'photos.txt'), 'no image');
    const refused = await hypersweep(['predict', 'photos', 'photos.txt'], folder);
    expect(refused).toMatchObject({ code: 2, stderr: 'Expected a PNG or JPEG file, got none of them (photos.txt).\n' });
    const text = await hypersweep(['predict', 'photos', '--text', 'x'], folder);
    expect(text).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Expected files of the kind that the study was trained on'),
    });
  });

  it('lets paused trials go on from their checkpoints to the numbers of a run without pauses', async () => {
    const trials = async (name: string, pruner: string) => {
      writeFileSync(join(folder, `${name}.yaml`), `${sweep.replace('run_cap: 3', 'run_cap: 6')}early_terminate: ${pruner}\n`);
      const run = await hypersweep(['run', `${name}.yaml`, '--name', name, '--workers', '2'], folder);
      expect(run.code).toBe(0);
      const lines = readFileSync(join(folder, 'results', name, 'trials.jsonl'), 'utf8')
        .trim()
        .split('\n');
      return lines.map((line) => JSON.parse(line)) as {
        attempt: number;
        state: string;
        reports: { step: number; metrics: unknown }[];
        metrics?: unknown;
      }[];
    };
    const whole = await trials('whole', 'none');
    const paused = await trials('paused', '{ type: asha, mode: promote, eta: 2 }');
    const measured = ({ step, metrics }: { step: number; metrics: unknown }) => ({ step, metrics });
    expect(paused.some(({ state, attempt }) => state === 'complete' && attempt > 2)).toBe(true);
    for (const [i, { reports, state, metrics }] of paused.entries()) {
      expect(reports.map(measured)).toEqual(whole[i]?.reports.slice(0, reports.length).map(measured));
      if (state === 'complete') expect(metrics).toEqual(whole[i]?.metrics);
    }
    expect(readFileSync(join(folder, 'results/paused/report.md'), 'utf8')).toContain('paused at step 1');
    expect(existsSync(join(folder, 'results/paused/best/weights.bin'))).toBe(true);
    expect((await hypersweep(['show', 'paused'], folder)).stdout).toMatch(/trials: \d complete, \d paused$/m);
    const why = await hypersweep(['show', 'paused', '0'], folder);
    expect(why.stdout).toContain('what the pruner decided, and from which numbers:');
  });

  it('gives the same leaderboard twice, also after kill -9 in the middle of a trial', async () => {
    await hypersweep(['run', 'words.yaml', '--name', 'again'], folder);
    const run = start(['run', 'words.yaml', '--name', 'killed', '--json'], folder);
    await printed(run, /(?:"type":"trial-reported"[\s\S]*?){8}/);
    run.child.kill('SIGKILL');
    expect((await run.ended).signal).toBe('SIGKILL');
    await hypersweep(['resume', 'killed'], folder);
    const board = async (study: string) =>
      JSON.parse((await hypersweep(['leaderboard', study, '--json'], folder)).stdout).map(
        ({ seconds, ...row }: { seconds: number }) => row,
      );
    expect(await board('again')).toEqual(await board('words'));
    expect(await board('killed')).toEqual(await board('words'));
  });

  it('records a batch that does not fit, and trains the next on a heap that is empty again', async () => {
    // 160 texts in one batch, as long as the longest: the feature maps alone are 160 * 4096 * 2048 * 4 bytes, 5 GiB.
    const rows = Array.from({ length: 200 }, (_, i) => `${'word '.repeat(i % 20 === 0 ? 4096 : 4)},${i % 2 === 0 ? 'a' : 'b'}`);
    writeFileSync(join(folder, 'long.csv'), `text,label\n${rows.join('\n')}\n`);
    writeFileSync(
      join(folder, 'memory.yaml'),
      `metric: { name: val_accuracy }
task: { type: text-classification, data: { train: long.csv }, epochs: 1 }
method: grid
parameters:
  filters: { values: [2048, 4] }
  encoder: { value: cnn }
  max_length: { value: 4096 }
  embedding_size: { value: 8 }
  batch_size: { value: 65536 }
run_cap: 2
workers: 1
`,
    );
    const run = await hypersweep(['run', 'memory.yaml'], folder);
    expect(run.code).toBe(0);
    const trials = readFileSync(join(folder, 'results/memory/trials.jsonl'), 'utf8').trim().split('\n');
    const [large, small] = trials.map((line) => JSON.parse(line));
    expect([large.params.filters, small.params.filters]).toEqual([2048, 4]);
    expect(large).toMatchObject({ state: 'failed', reason: 'out-of-memory' });
    expect(large.message).toMatch(/^Out of memory: the WebAssembly heap holds .* MiB more/);
    expect(small.state).toBe('complete');
  });

  it('says which line of a data file is wrong before a study is made', async () => {
    writeFileSync(join(folder, 'broken.csv'), 'utterance,kind\nfine,fruit\nno label here\n');
    writeFileSync(join(folder, 'broken.yaml'), sweep.replace('words.csv', 'broken.csv').replace('name: words', 'name: broken'));
    const run = await hypersweep(['run', 'broken.yaml'], folder);
    expect(run.stderr).toMatch(/Expected 2 fields as in line 1, got 1 \(.*broken\.csv:3\)/);
    expect(run.code).toBe(2);
    expect(existsSync(join(folder, 'results/broken'))).toBe(false);
  });

  it('says that there is no test data, and reports all the same', async () => {
    writeFileSync(
      join(folder, 'untested.yaml'),
      sweep.replace('[0.7, 0.15, 0.15]', '[0.8, 0.2, 0]').replace('name: words', 'name: untested'),
    );
    const run = await hypersweep(['run', 'untested.yaml', '--trials', '1'], folder);
    expect(run.stdout).toContain('was not measured on test data: Expected test data, got none');
    expect(run.code).toBe(0);
    expect(summary('untested').test).toBeNull();
  });
});

describe.skipIf(webGpuTestEnvironment === undefined)('training on WebGPU', () => {
  it('runs its trials in a child process, on an emulated adapter, too, when it is asked for by name', async () => {
    // An emulated GPU takes a second or two for each shape that it meets.
    writeFileSync(join(folder, 'short.yaml'), sweep.replace('epochs: 6', 'epochs: 2').replace('[bag, cnn]', '[bag]'));
    const train = (name: string, backend: string) =>
      hypersweep(['run', 'short.yaml', '--name', name, '--backend', backend, '--trials', '1'], folder);
    const run = await train('emulated', 'webgpu');
    expect(run.stderr).toBe('');
    if (!onOwnGpu) expect(run.stdout).toContain('SwiftShader');
    expect(run.code).toBe(0);
    await train('compiled', 'wasm');
    expect(summary('emulated').best.metrics.val_loss).toBeCloseTo(summary('compiled').best.metrics.val_loss, 3);
  });
});
