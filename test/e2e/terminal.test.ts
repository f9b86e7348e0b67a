import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { hypersweep, temporaryFolder } from './command-line.js';
import { PseudoTerminal } from './pseudo-terminal.js';

let folder: string;
const terminals: PseudoTerminal[] = [];

beforeEach(() => {
  folder = temporaryFolder();
  writeFileSync(
    join(folder, 'sweep.yaml'),
    [
      'name: steered',
      'metric: { name: score, goal: minimize }',
      'task: { type: module, file: trial.js, epochs: 200 }',
      'parameters: { x: { min: 0, max: 1.5 }, kind: { values: [a, b] } }',
      'method: random',
      'workers: 1',
      'run_cap: 3',
    ].join('\n'),
  );
  // A trial of 20 seconds; one with x = 0.125 is over at once.
  writeFileSync(
    join(folder, 'trial.js'),
    `export default async (trial) => {
       if (trial.params.x === 0.125) return { score: 0 };
       for (let step = 1; step <= 200; step++) {
         await new Promise((resolve) => setTimeout(resolve, 100));
         if ((await trial.report(step, { score: trial.params.x + 1 / step })) === 'stop') break;
       }
       return { score: trial.params.x };
     };`,
  );
});

afterEach(() => {
  for (const terminal of terminals.splice(0)) terminal.kill();
  rmSync(folder, { recursive: true, force: true });
});

function open(...args: string[]): PseudoTerminal {
  const terminal = new PseudoTerminal(args, folder);
  terminals.push(terminal);
  return terminal;
}

it('starts a sweep, opens a trial, prunes it, puts another in line, quits and resumes, all with keys', {
  timeout: 90_000,
}, async () => {
  const run = open('run', 'sweep.yaml');
  await run.shows(/trial 0 +epoch +[2-9]/);
  run.press('\r');
  await run.shows(/Trial 0 +running/);
  await run.shows('score by epoch');

  run.press('X');
  await run.shows('Prune trial 0?');
  run.press('y');
  await run.shows(/Trial 0 +pruned/);
  run.press('\u001b');
  await run.shows(/trial 1 +epoch/);

  run.press('E');
  await run.shows('try next: x= kind=');
  run.press('\u0015x=2 kind=a\r');
  await run.shows('Expected x to be a number from 0 to 1.5, got "2"');
  run.press('\u0015x=0.125 kind=a\r');
  await run.shows('in line');

  const watch = open('watch', 'steered');
  await watch.shows(/1 pruned/);
  watch.press('q');
  expect(await watch.ended).toBe(0);

  run.press('jq');
  await run.shows('Stop the study?');
  run.press('y');
  expect(await run.ended).toBe(130);
  expect(run.scrollback).toContain('hypersweep resume steered');

  const resumed = open('resume', 'steered');
  // Trial 1, which was interrupted, runs again first: stopping it leaves the slot to the one in line, which is the last.
  await resumed.shows(/trial 1 +epoch +[2-9]/);
  resumed.press('x');
  await resumed.shows('Stop trial 1?');
  resumed.press('y');
  expect(await resumed.ended).toBe(0);
  expect(resumed.scrollback).toMatch(/best\s+score 0\.0000 \(trial 2\)/);
  const { stdout } = await hypersweep(['leaderboard', 'steered', '--json'], folder);
  const rows = JSON.parse(stdout) as { trial: number; state: string; params: { x: number } }[];
  expect(rows.map(({ trial, state }) => [trial, state]).sort()).toEqual([
    [0, 'pruned'],
    [1, 'failed'],
    [2, 'complete'],
  ]);
  expect(rows[0]).toMatchObject({ trial: 2, state: 'complete', params: { x: 0.125, kind: 'a' } });
});
