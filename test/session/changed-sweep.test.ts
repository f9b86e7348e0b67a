import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { beginStudy, continueStudy, type StudyAtHand } from '../../src/session/begin.js';
import { replayStudy } from '../../src/session/replay.js';
import { runSession } from '../../src/session/run-session.js';
import { inlineExecutor } from '../../src/session/session-executor.js';
import { readSweepFile } from '../../src/sweep-file/index.js';
import type { ObjectiveFunction } from '../../src/trials/trial-handle.js';

const sweep = `name: changing
method: tpe
metric: { name: loss, goal: minimize }
task: { type: module, file: ./objective.js, epochs: 6 }
parameters:
  rate: { min: 0.001, max: 0.1, log: true }
  kind: { values: [a, b] }
early_terminate: { type: median, min_trials: 2 }
run_cap: 8
workers: 1
`;

let folder: string;
const path = () => join(folder, 'changing.yaml');
const root = () => join(folder, 'results', 'changing');

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hypersweep-changed-'));
  cpSync(fileURLToPath(new URL('../fixtures/objective.js', import.meta.url)), join(folder, 'objective.js'));
  writeFileSync(path(), sweep);
  const { spec, text } = readSweepFile(path());
  const origin = { baseFolder: folder, changes: { trials: 5 } };
  await run(beginStudy({ spec, sweepText: text, origin, resultsFolder: join(folder, 'results') }));
});
afterEach(() => rmSync(folder, { recursive: true }));

const objective: ObjectiveFunction = async (trial) => {
  const loss = Math.abs(Math.log10(Number(trial.params.rate)) + 1);
  for (let step = 1; step <= 6; step++) if ((await trial.report(step, { loss: loss + 1 / step })) === 'stop') break;
  return { loss };
};

async function run(atHand: StudyAtHand) {
  const executor = inlineExecutor(objective, atHand.spec);
  return (await runSession(atHand, { emit() {}, signal: new AbortController().signal, executor })).record.trials;
}

/** The file with this in place of that. */
function change(where: string, ...replacements: readonly (readonly [string, string])[]): void {
  writeFileSync(
    where,
    replacements.reduce((text, [from, to]) => text.replace(from, to), sweep),
  );
}

it('takes up from a named file what may change, says it, and replays it', async () => {
  change(
    path(),
    ['run_cap: 8', 'run_cap: 30'],
    ['max: 0.1', 'max: 1'],
    ['[a, b]', '[a, b, c]'],
    ['{ type: median, min_trials: 2 }', '{ type: asha, min_iter: 1 }'],
    ['workers: 1', 'workers: 1\nconstraints: ["rate < 0.9"]'],
  );
  const study = continueStudy(root(), { reference: 'changing', sweep: path() });
  expect(study.notes).toEqual(
    [
      'budget.trials is 30 now, was 8',
      'early_terminate is asha (min_iter 1) now, was median (min_trials 2)',
      'rate is 0.001 to 1 now, was 0.001 to 0.1',
      'kind is one of a, b, c now, was one of a, b',
      'the constraints are others now',
    ].map((line) => `Since the last run the sweep file has changed: ${line}`),
  );
  const trials = await run(study);
  // The file says something else about the trials now than the command line did before.
  expect(trials).toHaveLength(30);
  expect(trials.slice(0, 5).every(({ params }) => Number(params.rate) <= 0.1)).toBe(true);
  expect(trials.some(({ params }) => Number(params.rate) > 0.1)).toBe(true);
  expect(trials.some(({ params }) => params.kind === 'c')).toBe(true);
  expect(readFileSync(join(root(), 'sweep.yaml'), 'utf8')).toBe(readFileSync(path(), 'utf8'));
  expect(replayStudy(root())).toMatchObject({ runs: 2, suggestions: trials.length });
});

it('takes up what somebody edited in the study’s own copy, and what the command line said before still stands', async () => {
  change(join(root(), 'sweep.yaml'), ['[a, b]', '[a, b, c]']);
  const study = continueStudy(root(), { reference: 'changing', more: 1 });
  expect(study.notes).toEqual(['Since the last run the sweep file has changed: kind is one of a, b, c now, was one of a, b']);
  expect(study.spec.budget.trials).toBe(6);
  study.open.close();
  const again = continueStudy(root(), { reference: 'changing' });
  expect(again.notes).toEqual([]);
  again.open.close();
});

it('goes on to a total of trials, or by so many more', async () => {
  expect(await run(continueStudy(root(), { reference: 'changing', trials: 7 }))).toHaveLength(7);
  expect(() => continueStudy(root(), { reference: 'changing', trials: 6 })).toThrow(/has ended after 7 trials/);
  expect(await run(continueStudy(root(), { reference: 'changing', more: 1 }))).toHaveLength(8);
});

it.each([
  ['max: 0.1', 'max: 0.05', /parameters\.rate: may become wider than 0\.001 to 0\.1, not narrower; `hypersweep pin`/],
  ['max: 0.1, log: true', 'max: 0.1', /parameters\.rate: must keep its scale/],
  ['[a, b]', '[b]', /parameters\.kind: must keep the values a; `hypersweep ban`/],
  ['  kind: { values: [a, b] }\n', '', /parameters\.kind: is missing/],
  ['  kind:', '  size: { min: 1, max: 3 }\n  kind:', /parameters\.size: is new/],
  ['name: loss', 'name: accuracy', /metric: must stay as it is: the trials so far were ranked by another one/],
  ['epochs: 6', 'epochs: 9', /task: must stay as it is/],
  ['workers: 1', 'workers: 1\nseed: 9', /seed: must stay as it is/],
])('refuses %s for %s, with the reason, and leaves the study as it is', async (from, to, message) => {
  change(path(), [from, to]);
  expect(() => continueStudy(root(), { reference: 'changing', sweep: path(), more: 3 })).toThrow(message);
  expect(readFileSync(join(root(), 'sweep.yaml'), 'utf8')).toBe(sweep);
  expect(await run(continueStudy(root(), { reference: 'changing', more: 3 }))).toHaveLength(8);
});
