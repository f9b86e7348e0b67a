/** What a study with fresh seeds says of itself, by the built command line. */
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { hypersweep, root, temporaryFolder } from './command-line.js';

let folder: string;

const sweep = `
name: noisy
method: random
metric: { name: loss, goal: minimize }
module: ./noisy-objective.mjs
parameters: { x: { min: 0.0, max: 1.0 } }
run_cap: 20
repeats: { seeds: 4, top: 5 }
finalize: { top: 3, seeds: 4 }
workers: 1
`;

interface Row {
  readonly rank: number;
  readonly trial: number;
  readonly value: number;
  readonly params: { readonly x: number };
  readonly standing?: { readonly evidence: string; readonly seeds: number; readonly low: number; readonly high: number };
}

beforeAll(async () => {
  folder = temporaryFolder();
  copyFileSync(join(root, 'test/fixtures/noisy-objective.mjs'), join(folder, 'noisy-objective.mjs'));
  writeFileSync(join(folder, 'noisy.yaml'), sweep);
  const run = await hypersweep(['run', 'noisy.yaml', '--plain'], folder);
  expect(run.stderr).toBe('');
  expect(run.stdout).toMatch(
    /\d+ complete, 0 pruned, 0 failed, \d+ repeats among them; best loss -?\d\.\d{4} (±\d\.\d{4}|\(-?\d\.\d{4} to -?\d\.\d{4}\)) \(trial \d+\)/,
  );
}, 60_000);

async function said(args: readonly string[]): Promise<string> {
  return (await hypersweep(args, folder)).stdout;
}

describe('a study with a race and final retrainings', () => {
  it('has one row a configuration on the leaderboard, the finalists first by their means', async () => {
    const rows: Row[] = JSON.parse(await said(['leaderboard', 'noisy', '--json']));
    expect(rows).toHaveLength(20);
    const finalists = rows.slice(0, 3);
    expect(finalists.map(({ standing }) => [standing?.evidence, standing?.seeds])).toEqual(new Array(3).fill(['finalize', 4]));
    expect(finalists.map(({ value }) => value)).toEqual(finalists.map(({ value }) => value).sort((a, b) => a - b));
    for (const { value, standing } of finalists) {
      expect(standing?.low).toBeLessThan(value);
      expect(standing?.high).toBeGreaterThan(value);
    }
    // All configurations have the same noise under the same seed: pairs tell them apart, however much seeds differ.
    expect(finalists.map(({ params }) => params.x)).toEqual(finalists.map(({ params }) => params.x).sort((a, b) => a - b));
    expect(await said(['leaderboard', 'noisy', '--top', '1'])).toMatch(/# +trial +loss +± +n +x/);
  });

  it('says how sure it is', async () => {
    const shown = await said(['show', 'noisy']);
    expect(shown).toMatch(/^Best: trial \d+, loss -?\d\.\d+ \(-?\d\.\d+ to -?\d\.\d+\) over 4 fresh seeds/m);
    expect(shown).toMatch(/which 4 fresh seeds show to be \d\.\d+ too (good|modest)/);
    const best = /Best: trial (\d+)/.exec(shown)?.[1] as string;
    const trial = await said(['show', 'noisy', best]);
    expect(trial).toMatch(/over 4 fresh seeds of the final retraining, with 95 % confidence -?\d\.\d+ to -?\d\.\d+; the best\./);
    expect(trial).toMatch(/trial +seed of +round +state +loss/);
  });

  it('writes it into its files', () => {
    const file = (name: string) => readFileSync(join(folder, 'results/noisy', name), 'utf8');
    const { certainty, randomSearch } = JSON.parse(file('summary.json'));
    expect(certainty.configurations.slice(0, 3).map(({ seeds }: { seeds: number }) => seeds)).toEqual([4, 4, 4]);
    expect(randomSearch).toMatchObject({ trials: 20, gain: 0 });
    expect(file('report.md')).toContain('## How sure is this?');
    expect(file('report.html')).toContain('How sure is this?');
    const first = JSON.parse(file('trials.jsonl').split('\n')[certainty.configurations[0].trial] as string);
    expect(first.standing).toMatchObject({ evidence: 'finalize', seeds: 4, toldFromBest: null });
  });
});
