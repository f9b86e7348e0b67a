import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { hypersweep, printed, root, start, temporaryFolder } from './command-line.js';

let folder: string;

beforeEach(() => {
  folder = temporaryFolder();
  for (const name of ['objective.js', 'objective.yaml']) cpSync(join(root, 'test/fixtures', name), join(folder, name));
});

interface ShownTrial {
  readonly trial: number;
  readonly state: string;
  readonly params: Readonly<Record<string, number>>;
  readonly explanation?: string;
}

async function trials(): Promise<ShownTrial[]> {
  const { stdout } = await hypersweep(['leaderboard', 'curve', '--json'], folder);
  return (JSON.parse(stdout) as ShownTrial[]).sort((a, b) => a.trial - b.trial);
}

it('another terminal steers a study while it runs', async () => {
  process.env.EPOCH_MS = '60';
  const run = start(['run', 'objective.yaml', '--plain'], folder);
  delete process.env.EPOCH_MS;
  await printed(run, 'trial 1 ');
  const ask = async (...args: string[]) => {
    const { code, stdout, stderr } = await hypersweep(args, folder);
    return [code, (stdout + stderr).trim()];
  };
  expect(await ask('pause', 'curve')).toEqual([0, expect.stringMatching(/^Paused: no new trials start/)]);
  expect(await ask('pause', 'curve')).toEqual([2, 'The study is paused already; `go-on` lets it run']);
  expect(await ask('enqueue', 'curve', '--params', '{ "learning_rate": 0.003, "width": 5 }')).toEqual([
    0,
    expect.stringMatching(/^Trial \d+ is in line with these parameters$/),
  ]);
  expect(await ask('enqueue', 'curve', '--like', '0', '--set', 'width=13')).toEqual([
    2,
    'trial 0 with --set: width: expected a whole number from 1 to 12, got 13\n1 mistake in trial 0 with --set',
  ]);
  expect(await ask('enqueue', 'curve', '--like', '0', '--set', 'width=12')).toEqual([0, expect.stringContaining('in line')]);
  expect(await ask('ban', 'curve', 'width < 6')).toEqual([0, 'No new trials are proposed where width < 6']);
  expect(await ask('set', 'curve', '--trials', '14', '--workers', '2')).toEqual([
    0,
    expect.stringMatching(/^From now on: 2 trials at a time; 14 trials in all, of which \d+ have begun$/),
  ]);
  expect(await ask('prune', 'curve', '99')).toEqual([2, expect.stringMatching(/got trial 99, which is unknown$/)]);
  expect(await ask('stop', 'curve', '99')).toEqual([2, expect.stringMatching(/got trial 99, which is unknown$/)]);
  expect(await ask('unpause', 'curve')).toEqual([0, 'The study goes on']);
  expect((await run.ended).code).toBe(0);

  const all = await trials();
  expect(all).toHaveLength(14);
  const enqueued = all.findIndex(({ params }) => params.learning_rate === 0.003);
  expect(all[enqueued]?.params.width).toBe(5);
  expect(all[enqueued + 1]?.params).toEqual({ ...all[0]?.params, width: 12 });
  expect(all.slice(enqueued + 2).filter(({ params }) => Number(params.width) < 6)).toEqual([]);

  expect(await ask('stop', 'curve')).toEqual([2, 'curve does not run now']);
  expect(await ask('enqueue', 'curve', '--like', '1', '--set', 'width=7')).toEqual([
    0,
    'curve does not run now: `hypersweep resume curve` takes it up',
  ]);
  const shown = (await hypersweep(['show', 'curve'], folder)).stdout;
  expect(shown).toMatch(/Steered by hand:\n {2}\S+ \S+ {2}pause +Paused: no new trials start/);
  expect(shown).toMatch(/prune +refused: Expected a running trial/);
  expect(shown).toMatch(/enqueue +waits for the next resume/);
  expect((await hypersweep(['resume', 'curve'], folder)).code).toBe(0);
  expect((await trials())[14]?.params.width).toBe(7);
});

it('stops a study from another terminal, with its reports, and goes on with it', async () => {
  process.env.EPOCH_MS = '60';
  const run = start(['run', 'objective.yaml', '--plain'], folder);
  delete process.env.EPOCH_MS;
  await printed(run, 'trial 1 ');
  const stop = await hypersweep(['stop', 'curve', '--json'], folder);
  expect(JSON.parse(stop.stdout)).toMatchObject({ outcome: 'done' });
  const { code, stdout } = await run.ended;
  expect(code).toBe(0);
  expect(stdout).toContain('stopped by hand after its running trials');
  expect(stdout).toContain('Go on      hypersweep resume curve');
  expect((await trials()).every(({ state }) => state === 'complete' || state === 'pruned')).toBe(true);
  expect((await hypersweep(['resume', 'curve'], folder)).code).toBe(0);
  expect(await trials()).toHaveLength(20);
});
