/** The race and the final retrainings, run by the orchestrator on a study in a database. */
import { describe, expect, it } from 'vitest';
import type { StudySpec } from '../../src/core/study-spec.js';
import type { Trial } from '../../src/core/trial.js';
import { createRng, standardNormal } from '../../src/math/rng.js';
import { incumbent } from '../../src/study/leaderboard.js';
import { trialSeed } from '../../src/study/trial-seed.js';
import type { ObjectiveFunction } from '../../src/trials/trial-handle.js';
import { type RunOptions, StudyOnDisk, timeless } from './study-on-disk.js';

const disk = new StudyOnDisk();

const spec: StudySpec = {
  name: 'noisy',
  objective: { metric: 'loss', goal: 'minimize' },
  space: { parameters: [{ name: 'x', distribution: { kind: 'float', low: 0, high: 1 } }] },
  sampler: { type: 'random' },
  pruner: { type: 'none' },
  budget: { trials: 12 },
  seed: 3,
  repeats: { seeds: 4, top: 4, drop: true },
  finalize: { top: 2, seeds: 2 },
  task: { kind: 'inline' },
};

/** The truth is x; a run's seed adds noise to it. */
const noisy: ObjectiveFunction = ({ params, seed }) => Number(params.x) + 0.2 * standardNormal(createRng(seed));

/** Without what comes after the search, or but for the race. */
const { finalize: _finals, ...racing } = spec;
const { repeats: _race, ...searching } = racing;

const raceSeeds = [2, 3, 4].map((round) => trialSeed(3, { number: 0, purpose: 'repeat', round }));
/** Takes so long in the race, for somebody to do something meanwhile. */
const slowlyRaced =
  (ms: number): ObjectiveFunction =>
  async (trial) => {
    if (raceSeeds.includes(trial.seed)) await new Promise((resolve) => setTimeout(resolve, ms));
    return noisy(trial);
  };

interface Changes extends RunOptions {
  /** In place of `spec`. */
  readonly base?: StudySpec;
  readonly changes?: Partial<StudySpec>;
  readonly objective?: ObjectiveFunction;
}

const run = ({ base = spec, changes = {}, objective = noisy, ...options }: Changes = {}) =>
  disk.run({ ...base, ...changes }, objective, options);

const of = (trials: readonly Trial[], purpose: Trial['purpose']) => trials.filter((trial) => trial.purpose === purpose);

describe('a race', () => {
  it('comes after the budget of trials, in rounds of one seed each, and final retrainings after it', async () => {
    const { trials, reason, events } = await run();
    expect(reason).toBe('trials');
    expect(of(trials, undefined)).toHaveLength(12);
    const race = of(trials, 'repeat');
    expect(race.filter(({ round }) => round === 2)).toHaveLength(4);
    for (const { repeatOf = -1, params } of trials.slice(12)) expect(params).toEqual(trials[repeatOf]?.params);
    const seeds = (round: number) => new Set(race.filter((trial) => trial.round === round).map((trial) => trialSeed(3, trial)));
    expect([seeds(2).size, seeds(3).size]).toEqual([1, 1]);
    expect(of(trials, 'finalize').map(({ round }) => round)).toEqual([1, 1, 2, 2]);
    expect(of(trials, 'finalize')[0]?.repeatOf).toBe(incumbent(trials.slice(0, -4))?.number);
    const notices = events.flatMap((event) => (event.type === 'notice' ? [event.message] : []));
    expect(notices[0]).toMatch(/^Round 2 of 4 of the race: configurations (\d+, ){3}\d+ under another seed$/);
    expect(notices.at(-1)).toMatch(/^The 4 final retrainings: configurations \d+, \d+, under fresh seeds$/);
    expect(notices.find((notice) => notice.startsWith('The race is over'))).toMatch(/mean loss of .* fresh seed/);
  });

  it('puts a round in line before its first trial runs', async () => {
    const { events } = await run();
    const enqueued = events.findIndex(({ type }) => type === 'trial-enqueued');
    const round = events.slice(enqueued, enqueued + 5).map(({ type }) => type);
    expect(round).toEqual([...Array(4).fill('trial-enqueued'), 'trial-started']);
  });

  it('decides the same with one slot and with several', async () => {
    const { trials } = await run();
    disk.renew('parallel');
    const slowly: ObjectiveFunction = async (trial) => {
      await new Promise((resolve) => setTimeout(resolve, (trial.seed % 7) * 2));
      return noisy(trial);
    };
    const parallel = await run({ slots: 4, objective: slowly });
    expect(timeless(parallel.trials)).toEqual(timeless(trials));
  });

  it.each([3, 13, 15, 18, 24])('interrupted after %d trials goes on with the same decisions', async (count) => {
    const whole = await run();
    disk.renew('interrupted');
    let finished = 0;
    const first = await run({
      slots: 2,
      onEvent: ({ type }, abort) => {
        if (type === 'trial-finished' && ++finished === count) abort();
      },
    });
    expect(first.reason).toBe('interrupted');
    expect(first.trials.filter(({ state }) => state === 'complete').length).toBeLessThan(whole.trials.length);
    const { trials } = await run({ slots: 2 });
    expect(timeless(trials)).toEqual(timeless(whole.trials));
  });

  it('goes on without whoever fails in it, and is no reason to end the study', async () => {
    const best = incumbent((await run({ base: searching })).trials)?.params.x;
    disk.renew('failing');
    const objective: ObjectiveFunction = (trial) => {
      if (trial.params.x === best && raceSeeds.includes(trial.seed)) throw new Error('only once');
      return noisy(trial);
    };
    const { trials, reason, events } = await run({ objective, base: racing });
    expect(reason).toBe('trials');
    const failed = trials.filter(({ state }) => state === 'failed');
    expect(failed).toHaveLength(1);
    expect(incumbent(trials)?.params.x).not.toBe(best);
    const told = events.flatMap((event) => (event.type === 'notice' ? [event.message] : []));
    expect(told).toContain(`Configuration ${failed[0]?.repeatOf} leaves the race: its run in round 2 came to nothing`);
  });

  it('follows a search that ended by its target, whose running trials are interrupted, or by having tried all', async () => {
    const target = await run({ changes: { budget: { target: 0.3 } }, slots: 2 });
    expect(target.reason).toBe('target');
    expect(of(target.trials, 'repeat').length).toBeGreaterThan(0);
    disk.renew('finite');
    const space = { parameters: [{ name: 'x', distribution: { kind: 'categorical', choices: [0.1, 0.2, 0.3] } as const }] };
    const repeats = { seeds: 3, top: 'all', drop: false } as const;
    const grid = await run({ changes: { space, sampler: { type: 'grid' }, budget: {}, repeats } });
    expect(grid.reason).toBe('exhausted');
    expect(of(grid.trials, 'repeat').map(({ round }) => round)).toEqual([2, 2, 2, 3, 3, 3]);
  });

  it('has its share of the time, and is cut short when that is up', async () => {
    const slow: ObjectiveFunction = async (trial) => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      return noisy(trial);
    };
    const began = performance.now();
    const { trials, reason } = await run({
      objective: slow,
      changes: { budget: { timeMs: 1500 }, repeats: { seeds: 100, top: 5, drop: false }, finalize: { top: 1, seeds: 100 } },
    });
    expect(performance.now() - began).toBeLessThan(3000);
    expect(reason).toBe('time');
    const complete = (purpose: Trial['purpose']) => of(trials, purpose).filter(({ state }) => state === 'complete').length;
    // About 45 of 75, 15 and 15.
    expect(complete(undefined)).toBeGreaterThan(complete('repeat'));
    expect(complete('repeat')).toBeGreaterThan(1);
    expect(complete('finalize')).toBeGreaterThan(1);
  });

  it('lets a trial go first that a person puts in line, and takes it in where it is good enough', async () => {
    let enqueued: number | undefined;
    const { trials } = await run({
      steer(controls) {
        if (enqueued === undefined && controls.trials.some(({ purpose }) => purpose === 'repeat'))
          enqueued = controls.enqueue({ x: -1 }).number;
      },
      objective: slowlyRaced(100),
    });
    expect(enqueued).toBeGreaterThan(11);
    const asked = trials[enqueued ?? -1];
    expect(asked).toMatchObject({ state: 'complete', params: { x: -1 } });
    expect(of(trials, 'repeat').filter(({ repeatOf }) => repeatOf === enqueued).length).toBeGreaterThan(0);
  });

  it('stops by hand after the running repeats, and goes on later', async () => {
    const stopping = await run({
      steer(controls) {
        if (controls.trials.some(({ purpose, state }) => purpose === 'repeat' && state === 'running')) controls.stop(false);
      },
      objective: slowlyRaced(300),
    });
    expect(stopping.reason).toBe('stopped');
    expect(of(stopping.trials, 'repeat').map(({ state }) => state)).toEqual(['complete', 'waiting', 'waiting', 'waiting']);
    const { trials } = await run();
    expect(trials.every(({ state }) => state === 'complete')).toBe(true);
    expect(of(trials, 'finalize')).toHaveLength(4);
  });
});
