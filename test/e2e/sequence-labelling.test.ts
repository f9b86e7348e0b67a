import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { hypersweep, temporaryFolder } from './command-line.js';

let folder: string;

const sweep = `
name: trains
method: random
metric: { name: val_f1, goal: maximize }
task:
  type: sequence-labelling
  data: { train: trains.conll, split: [0.7, 0.15, 0.15] }
  epochs: 6
parameters:
  encoder:        { value: cnn }
  learning_rate:  { min: 0.01, max: 0.03, log: true }
  batch_size:     { value: 8 }
  embedding_size: { value: 16 }
  character_size: { value: 8 }
  buckets:        { value: 256 }
  filters:        { value: 16 }
run_cap: 2
workers: 1
seed: 3
`;

beforeAll(() => {
  folder = temporaryFolder();
  const stations = ['York', 'Bad Aibling', 'Paris', 'Den Haag', 'Oslo'];
  const tagged = (name: string) => name.split(' ').map((token, i) => `${token}\t${i === 0 ? 'B' : 'I'}-station`);
  const sentences = Array.from({ length: 100 }, (_, i) => [
    ...['a\tO', 'train\tO', 'to\tO'],
    ...tagged(stations[i % 5] as string),
    ...['at\tO', `${1 + (i % 12)}\tB-hour`],
  ]);
  writeFileSync(join(folder, 'trains.conll'), sentences.map((lines) => `${lines.join('\n')}\n`).join('\n'));
  writeFileSync(join(folder, 'trains.yaml'), sweep);
});

function summary(study: string) {
  return JSON.parse(readFileSync(join(folder, 'results', study, 'summary.json'), 'utf8'));
}

describe('sequence labelling on own files', () => {
  it('finds a model, measures it on the test split and keeps it for predict', { timeout: 120_000 }, async () => {
    const run = await hypersweep(['run', 'trains.yaml'], folder);
    expect(run.stderr).toBe('');
    expect(run.code).toBe(0);
    expect(summary('trains').test.metrics.test_f1).toBeGreaterThan(0.9);
    for (const file of ['model.json', 'weights.bin', 'tags.json', 'vocabulary.json'])
      expect(existsSync(join(folder, 'results/trains/best', file))).toBe(true);

    const report = readFileSync(join(folder, 'results/trains/report.md'), 'utf8');
    expect(report).toMatch(/On the test data, taken for:\n\n\| class \| hour \| station \| no entity \| found \|/);
    expect(report).toMatch(/\n\| micro average \| \d\.\d{3} \|/);

    const lines = await hypersweep(['predict', 'trains', '--text', 'a train to Den Haag at 7'], folder);
    expect(lines.stdout).toBe('a train to Den Haag at 7\tstation: Den Haag\thour: 7\n');
    const json = await hypersweep(['predict', 'trains', '--text', 'to York', '--json'], folder);
    expect(JSON.parse(json.stdout)).toEqual([
      {
        text: 'to York',
        tokens: [
          { token: 'to', tag: 'O' },
          { token: 'York', tag: 'B-station' },
        ],
        entities: [{ type: 'station', text: 'York', start: 3, end: 7 }],
      },
    ]);

    await predictsTokens();
  });

  async function predictsTokens(): Promise<void> {
    const tagged = 'a\tO\ntrain\tO\nto\tO\nDen\tB-station\nHaag\tI-station\nat\tO\n7\tB-hour\n\nto\tO\nYork\tB-station\n\n';
    writeFileSync(join(folder, 'bare.conll'), tagged.replaceAll(/\t.*/g, ''));
    writeFileSync(join(folder, 'wrong.txt'), tagged.replaceAll(/\t.*/g, ' X B-hour'));
    const bare = await hypersweep(['predict', 'trains', 'bare.conll'], folder);
    expect(bare).toMatchObject({ code: 0, stderr: '', stdout: tagged });
    const wrong = await hypersweep(['predict', 'trains', 'wrong.txt', '--tokens', '--json'], folder);
    expect(JSON.parse(wrong.stdout)[1]).toMatchObject({
      text: 'to York',
      tokens: [{ tag: 'O' }, { tag: 'B-station' }],
      entities: [{ text: 'York', start: 3, end: 7 }],
    });

    writeFileSync(join(folder, 'empty.conll'), '\n');
    const mistakes: [string[], string][] = [
      [['empty.conll'], 'Expected a token on each line of empty.conll, got none\n'],
      [['none.conll'], 'Expected a data file at none.conll, found none.\n'],
      [['results', '--tokens'], 'Expected a data file at results, got a folder.\n'],
      [['trains.yaml', '--tokens'], 'Expected 2 columns as in line 2, got 7 (trains.yaml:4).\n'],
      [['--text', 'to York', '--tokens'], 'Expected --tokens with a file (- for standard input), got it with --text\n'],
    ];
    for (const [args, message] of mistakes) {
      const { code, stderr, stdout } = await hypersweep(['predict', 'trains', ...args], folder);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toContain(message);
    }
  }

  it('says which line of a data file is wrong before a study is made', async () => {
    writeFileSync(join(folder, 'broken.conll'), 'a\tO\nYork\tPLACE\n');
    writeFileSync(
      join(folder, 'broken.yaml'),
      sweep.replace('trains.conll', 'broken.conll').replace('name: trains', 'name: broken'),
    );
    const run = await hypersweep(['run', 'broken.yaml'], folder);
    expect(run.stderr).toMatch(/Expected a tag O, or B- or I- .*, got "PLACE" \(.*broken\.conll:2\)/);
    expect(run.code).toBe(2);
    expect(existsSync(join(folder, 'results/broken'))).toBe(false);
  });
});
