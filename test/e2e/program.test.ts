import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hypersweep, root, start, temporaryFolder } from './command-line.js';

/** A Python that has PyTorch, such as Debian's with python3-torch. */
const torchPython = ['python3', '/usr/bin/python3'].find((python) => {
  try {
    execFileSync(python, ['-c', 'import torch'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  } catch {
    return false;
  }
}

async function until(holds: () => boolean, ms: number): Promise<void> {
  const end = performance.now() + ms;
  while (!holds()) {
    if (performance.now() > end) throw new Error(`Expected ${holds} within ${ms} ms`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** The processes, of this machine, that have a text in their command line. */
function processesWith(text: string): string[] {
  return readdirSync('/proc').filter((pid) => {
    try {
      return /^\d+$/.test(pid) && isAlive(Number(pid)) && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(text);
    } catch {
      return false;
    }
  });
}

it.each(['endless', 'deaf'])('dies with a coordinator that is killed: %s', async (mode) => {
  const folder = temporaryFolder();
  const pids = join(folder, 'pids');
  const program = join(root, 'test/fixtures/program.mjs');
  const command = [process.execPath, program, `--mode=${mode}`, `--pids=${pids}`];
  writeFileSync(
    join(folder, 'sweep.yaml'),
    `metric: { name: loss, goal: minimize }\ncommand: ${JSON.stringify(command)}\nparameters: { x: { min: 0.0, max: 1.0 } }\nworkers: 2\nrun_cap: 4\n`,
  );
  const run = start(['run', 'sweep.yaml'], folder);
  const named = () => (existsSync(pids) ? readFileSync(pids, 'utf8').trim().split('\n').map(Number) : []);
  await until(() => named().length === 4, 20_000);
  expect(named().filter(isAlive)).toHaveLength(4);
  run.child.kill('SIGKILL');
  await until(() => !named().some(isAlive), 3000);
  // Its guards are gone, too.
  await until(() => processesWith(pids).length === 0, 3000);
});

describe.skipIf(torchPython === undefined)('a PyTorch script that is swept with pruning on two slots', () => {
  it('stops where the pruner says, leaves no process, and its log is there', async () => {
    const folder = temporaryFolder();
    copyFileSync(join(root, 'test/fixtures/train_torch.py'), join(folder, 'train_torch.py'));
    copyFileSync(join(root, 'examples/hypersweep.py'), join(folder, 'hypersweep.py'));
    writeFileSync(
      join(folder, 'torch.yaml'),
      `program: train_torch.py
command: [${torchPython}, "\${program}", "\${args}"]
method: random
metric: { name: val_loss, goal: minimize }
parameters:
  lr: { min: 1.0e-5, max: 3.0e-2, log: true }
  width: { values: [8, 32] }
early_terminate: { type: asha, min_iter: 2, eta: 3, audit: 0 }
run_cap: 8
workers: 2
`,
    );
    const { code, stderr } = await hypersweep(['run', 'torch.yaml'], folder);
    expect([code, stderr]).toEqual([0, '']);
    const study = join(folder, 'results/torch');
    const trials = readFileSync(join(study, 'trials.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(trials).toHaveLength(8);
    for (const { trial, state, reports } of trials) {
      const log = readFileSync(join(study, `logs/trial-000${trial}.log`), 'utf8');
      const epochs = [...log.matchAll(/epoch (\d+): /g)].map(([, epoch]) => Number(epoch));
      expect(epochs.at(-1)).toBe(reports.length);
      expect(log.includes('told to stop')).toBe(state === 'pruned');
      if (state === 'pruned') expect(reports.at(-1).decision.verdict).toBe('prune');
      if (state === 'complete') expect(epochs).toHaveLength(12);
    }
    expect(new Set(trials.map(({ state }) => state))).toEqual(new Set(['complete', 'pruned']));
    expect(readdirSync(join(study, 'best'))).toContain('model.pt');
    expect(processesWith('train_torch.py')).toEqual([]);
  });

  it('runs by hand as it is', () => {
    const folder = temporaryFolder();
    copyFileSync(join(root, 'test/fixtures/train_torch.py'), join(folder, 'train_torch.py'));
    copyFileSync(join(root, 'examples/hypersweep.py'), join(folder, 'hypersweep.py'));
    const output = execFileSync(torchPython as string, ['train_torch.py', '--epochs=2'], { cwd: folder, encoding: 'utf8' });
    expect(output).toMatch(/^epoch 1: \S+\nepoch 2: \S+\n$/);
  });
});
