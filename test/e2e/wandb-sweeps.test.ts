/** Sweep files as people have them for W&B: each runs unchanged, or is refused with the reason. */
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, it } from 'vitest';
import { hypersweep, temporaryFolder } from './command-line.js';

let folder: string;
beforeAll(() => {
  process.env.SWEEP_DATA = '/data/mnist';
  folder = temporaryFolder();
  cpSync(fileURLToPath(new URL('./wandb/', import.meta.url)), folder, { recursive: true });
});

it.each([
  ['grid', ['--batch_size=32', '--optimizer=(adam|sgd)']],
  ['random', ['--learning_rate=\\S+', '--dropout=0\\.\\d+', '--batch_size=\\d+', '--epochs=3']],
  ['bayes', ['--lr=0\\.\\d+', '--hidden=\\d+']],
  ['hyperband', ['--lr=\\S+']],
  ['flags', ['--data=/data/mnist', '(--amp", ")?--model=resnet50']],
  ['json-file', ['{\\\\"lr\\\\":0\\.\\d+}']],
  ['hydra', ['experiment=baseline', 'trainer.max_epochs=10', 'model.optimizer.lr=0\\.\\d+']],
  ['nested', ["--optimizer={'learning_rate': 0\\.\\d+, 'momentum': 0\\.9\\d*, 'name': 'sgd'}", '--epochs=3']],
  ['nested-json', ['{\\\\"model\\\\":{\\\\"encoder\\\\":{\\\\"layers\\\\":[24],\\\\"bias\\\\":true}},\\\\"lr\\\\":0\\.\\d+}']],
  [
    'distributions',
    ['--noise=-?\\S+', '--scale=\\S+', '--share=0\\.\\d+', '--width=\\d+', '--shift=-?\\d+', '--decay=\\S+', '--mix=0\\.\\d'],
  ],
  ['module', ['--seed=[123]', '--pretrained=(True|None)']],
])('%s.yaml runs, with the arguments %s', async (name, args) => {
  const { code, stderr } = await hypersweep(['run', `${name}.yaml`, '--trials', '2', '--name', name], folder);
  expect([code, stderr]).toEqual([0, expect.not.stringContaining('Error')]);
  const board = await hypersweep(['leaderboard', name, '--json'], folder);
  const states = JSON.parse(board.stdout).map(({ state }: { state: string }) => state);
  expect(states).toEqual(['complete', 'complete']);
  const log = readFileSync(join(folder, 'results', name, 'logs/trial-0000.log'), 'utf8');
  expect(log).toMatch(new RegExp(`arguments: \\["${args.join('", "')}"\\]`));
});

it.each([
  ['launch', 'job: is not supported yet; leave it out'],
  ['lists', 'parameters.layers.values[0]: expected text, a number, true or false, got [64, 64]'],
  ['lists', `got \`\${arguments}\``],
])('%s.yaml is refused: %s', async (name, reason) => {
  const { code, stderr } = await hypersweep(['run', `${name}.yaml`], folder);
  expect(code).toBe(2);
  expect(stderr).toContain(reason);
});
