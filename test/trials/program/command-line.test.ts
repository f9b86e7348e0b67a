import { describe, expect, it } from 'vitest';
import { defaultCommand } from '../../../src/core/command-macros.js';
import { commandLine } from '../../../src/trials/program/command-line.js';
import type { NestedParams } from '../../../src/trials/program/nested-params.js';

const flat = { lr: 1e-7, layers: 2, 'model.name': 'bert base; rm -rf /', bias: true, relu: false, cap: null };

function expand(
  command: readonly string[],
  environment: NodeJS.ProcessEnv = { PATH: '', DATA: '/data' },
  params: NestedParams = flat,
): string[] {
  const task = { kind: 'program', command, program: 'train.py', folder: '/', metrics: {} } as const;
  const values = { trial_folder: '/out/7', trial: '7', seed: '42' };
  return commandLine(task, { params, argsFile: '/tmp/args.json', values, environment });
}

/** As in W&B 0.18: wandb/sdk/launch/sweeps/utils.py, `create_sweep_command_args`, and wandb/agents/pyagent.py. */
describe("W&B's macros", () => {
  const args = ['--lr=1e-7', '--layers=2', '--model.name=bert base; rm -rf /', '--bias=True', '--relu=False', '--cap=None'];

  it('are the whole command where there is none', () => {
    expect(expand(defaultCommand)).toEqual(['/usr/bin/env', 'python3', 'train.py', ...args]);
  });

  it.each([
    ['args', args],
    ['args_no_hyphens', args.map((argument) => argument.slice(2))],
    ['args_append_hydra', args.map((argument) => argument.replace('--', '+'))],
    ['args_no_boolean_flags', [...args.slice(0, 3), '--bias', '--cap=None']],
    ['args_json', [JSON.stringify(flat)]],
    ['args_json_file', ['/tmp/args.json']],
  ])('%s', (name, expected) => {
    expect(expand(['run', `\${${name}}`, 'end'])).toEqual(['run', ...expected, 'end']);
  });

  it('args_no_equals', () => {
    expect(expand([`\${args_no_equals}`]).slice(0, 4)).toEqual(['--lr', '1e-7', '--layers', '2']);
  });

  it('are given nested parameters as dictionaries of Python', () => {
    const nested = { optimizer: { name: "it's", betas: { first: 0.9, 'a"b\\': null }, amsgrad: false }, lr: 0.1 };
    const { optimizer } = {
      optimizer: `{'name': "it's", 'betas': {'first': 0.9, 'a"b\\\\': None}, 'amsgrad': False}`,
    };
    expect(expand([`\${args}`], undefined, nested)).toEqual([`--optimizer=${optimizer}`, '--lr=0.1']);
    expect(expand([`\${args_no_boolean_flags}`], undefined, nested)).toEqual([`--optimizer=${optimizer}`, '--lr=0.1']);
    expect(expand([`\${args_json}`], undefined, nested)).toEqual([JSON.stringify(nested)]);
  });

  it('envvar, of one that is not set its name', () => {
    expect(expand([`--data=\${envvar:DATA}/\${envvar:NO_SUCH}`])).toEqual(['--data=/data/NO_SUCH']);
  });
});

it('fills in the folder, the number and the seed of the trial', () => {
  expect(expand([`--out=\${trial_folder}/run\${trial}`, `\${seed}`])).toEqual(['--out=/out/7/run7', '42']);
});
