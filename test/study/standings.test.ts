import { describe, expect, it } from 'vitest';
import type { RepeatMarks, Trial } from '../../src/core/trial.js';
import { incumbent, leaderboard } from '../../src/study/leaderboard.js';
import { standingsOf } from '../../src/study/standings.js';
import { completeTrial, failedTrial, prunedTrial, runningTrial } from '../fixtures/trials.js';

function repeat(number: number, loss: number, repeatOf: number, purpose: RepeatMarks['purpose'], round: number): Trial {
  return { ...completeTrial(number, [loss]), repeatOf, ...(purpose && { purpose }), round };
}

/** Trials of the search with these losses, then for each configuration the losses of its rounds. */
function raced(searched: readonly number[], rounds: Readonly<Record<number, readonly number[]>>): Trial[] {
  const trials: Trial[] = searched.map((loss, number) => completeTrial(number, [loss]));
  for (const [number, losses] of Object.entries(rounds))
    losses.forEach((loss, i) => {
      trials.push(repeat(trials.length, loss, Number(number), 'repeat', i + 2));
    });
  return trials;
}

describe('standings', () => {
  it('are none without repeats', () => {
    expect(standingsOf(raced([1, 2], {})).size).toBe(0);
  });

  it('rank by the mean over fresh seeds, without the value that the search chose by', () => {
    const rows = leaderboard(raced([0.1, 0.2, 0.9], { 0: [0.5, 0.6, 0.7], 1: [0.3, 0.4, 0.5] }));
    expect(rows.map(({ trialNumber, rank }) => [trialNumber, rank])).toEqual([
      [1, 1],
      [0, 2],
      [2, 3],
    ]);
    expect(rows[0]?.loss).toBeCloseTo(0.4, 12);
    expect(rows[0]?.standing).toMatchObject({ evidence: 'repeat', seeds: 3, failedSeeds: 0, isFinalist: false });
    // scipy.stats.ttest_1samp([0.3, 0.4, 0.5], 0).confidence_interval(): 0.4 -+ 4.302653 x 0.1 / sqrt(3).
    expect(rows[0]?.standing?.interval?.[0]).toBeCloseTo(0.4 - 0.248414, 6);
    expect(rows[0]?.standing?.interval?.[1]).toBeCloseTo(0.4 + 0.248414, 6);
    expect(rows[0]?.standing).not.toHaveProperty('isToldFromBest');
  });

  it('tell by pairs what the seeds have in common: every seed 0.2 apart is no chance, however much seeds differ', () => {
    const trials = raced([0.1, 0.2], { 0: [1, 5, 9, 3], 1: [1.21, 5.2, 9.2, 3.19] });
    expect(standingsOf(trials).get(1)?.isToldFromBest).toBe(true);
    const unpaired = trials.map((trial) => (trial.repeatOf === 1 ? { ...trial, round: (trial.round ?? 0) + 10 } : trial));
    expect(standingsOf(unpaired).get(1)?.isToldFromBest).toBe(false);
  });

  it('take a value of one seed for as lucky as those of the repeated ones were', () => {
    // The first values were 0.3 better than the means, on average: 0.25 is to count as 0.55, 0.45 as 0.75.
    const trials = raced([0.1, 0.2, 0.25, 0.45], { 0: [0.4, 0.5], 1: [0.4, 0.5] });
    const rows = leaderboard(trials);
    expect(rows.map(({ trialNumber }) => trialNumber)).toEqual([0, 1, 2, 3]);
    // Now 0.55 better: 0.45 is to count as 1, behind the mean of 0.95.
    const rowsOfWorse = leaderboard(raced([0.1, 0.2, 0.25, 0.45], { 0: [0.4, 0.5], 1: [0.9, 1] }));
    expect(rowsOfWorse.map(({ trialNumber }) => trialNumber)).toEqual([0, 2, 1, 3]);
    expect(incumbent(trials)?.number).toBe(0);
  });

  it('tell what one seed ran from the best by the noise of the others, and give it no interval', () => {
    const trials = raced([0.1, 0.2, 0.45, 5], { 0: [0.4, 0.5, 0.45], 1: [0.42, 0.52, 0.48] });
    const standings = standingsOf(trials);
    expect(standings.get(2)).toMatchObject({ evidence: 'search', seeds: 1, isToldFromBest: false });
    expect(standings.get(2)).not.toHaveProperty('interval');
    // Worse beyond doubt: nothing to say of it.
    expect(standings.has(3)).toBe(false);
  });

  it('correct those with one seed for being many', () => {
    // 0.65 is 0.2 worse, 3.6 standard errors with 4 degrees of freedom (p 0.011): beyond doubt alone, but not as one of forty.
    const isTold = (others: readonly number[]) => {
      const trials = raced([0.1, 0.2, 0.65, ...others], { 0: [0.4, 0.5, 0.45], 1: [0.42, 0.52, 0.48] });
      return standingsOf(trials).get(2)?.isToldFromBest !== false;
    };
    expect(isTold([])).toBe(true);
    expect(isTold(new Array(39).fill(0.64))).toBe(false);
    // Those far behind, which are told at once, do not blunt the test of others.
    expect(isTold(new Array(39).fill(50))).toBe(true);
  });

  it('say nothing that one fresh seed each cannot tell', () => {
    const rows = leaderboard(raced([0.1, 0.2, 5], { 0: [0.4], 1: [0.3] }));
    expect(rows.map(({ trialNumber }) => trialNumber)).toEqual([1, 0, 2]);
    expect(rows[0]?.standing).not.toHaveProperty('interval');
    expect(rows[1]?.standing).not.toHaveProperty('isToldFromBest');
  });

  it('take the noise of the others where all seeds gave the same value, or two only', () => {
    const trials = raced([0.1, 0.2, 0.3], { 0: [0.4, 0.4, 0.4], 1: [0.4, 0.5, 0.6], 2: [0.5, 0.7] });
    const standings = standingsOf(trials);
    // Pooled: (0 + 0.02 + 0.02) / (2 + 2 + 1), with t(0.975, 5) = 2.570582, and t(1 - 0.05 / 3, 5) = 2.911710 to the side on which the best of
    // three was lucky, and of who left the race early to both sides.
    const [low, high] = standings.get(0)?.interval ?? [0, 0];
    expect(0.4 - low).toBeCloseTo(2.570582 * Math.sqrt(0.008 / 3), 6);
    expect(high - 0.4).toBeCloseTo(2.91171 * Math.sqrt(0.008 / 3), 6);
    const [lowOfTwo, highOfTwo] = standings.get(2)?.interval ?? [0, 0];
    expect((highOfTwo - lowOfTwo) / 2).toBeCloseTo(2.91171 * Math.sqrt(0.008 / 2), 6);
    expect(standings.get(1)?.isToldFromBest).toBe(false);
  });

  it('say of the best what to expect without the luck of its choice, and of no other', () => {
    const standings = standingsOf(raced([0.1, 0.2], { 0: [0.1, 0.5, 0.3], 1: [0.4, 0.2, 0.4] }));
    // By choices on the other seeds 0.4, as in luck-of-choice.test.ts.
    expect(standings.get(0)?.loss).toBeCloseTo(0.3, 12);
    expect(standings.get(0)?.expected).toBeCloseTo(0.4, 12);
    expect(standings.get(1)).not.toHaveProperty('expected');
  });

  it('tell what raced from the best as often too rarely as the race looked at it', () => {
    const differences = [0.5, 0.02, 0.2, 0.15, 0.25];
    const losses = [1, 2, 1.5, 1.2, 1.4];
    const worse = losses.map((loss, i) => loss + (differences[i] as number));
    // After 2 to 5 seeds the paired test's p-value is 0.237, 0.114, 0.061 and 0.0235, which four looks make 0.094.
    expect(standingsOf(raced([0.1, 0.2], { 0: losses, 1: worse })).get(1)?.isToldFromBest).toBe(false);
    const finals = raced([0.1, 0.2], { 0: losses, 1: worse }).map(
      (trial): Trial => (trial.repeatOf === undefined ? trial : { ...trial, purpose: 'finalize' }),
    );
    expect(standingsOf(finals).get(1)?.isToldFromBest).toBe(true);
  });

  it('are certain of what seeds never changed', () => {
    const standings = standingsOf(raced([1, 2], { 0: [1, 1, 1], 1: [2, 2, 2] }));
    expect(standings.get(0)?.interval).toEqual([1, 1]);
    expect(standings.get(1)?.isToldFromBest).toBe(true);
  });

  it('put finalists first, by their final seeds, from when they are chosen', () => {
    const trials = raced([0.1, 0.2, 0.3], { 0: [0.5, 0.6], 1: [0.3, 0.4], 2: [0.6, 0.7] });
    const chosen: Trial[] = [...trials, { ...runningTrial(9), repeatOf: 0, purpose: 'finalize', round: 1 }];
    expect(leaderboard(chosen).map(({ trialNumber }) => trialNumber)).toEqual([0, 1, 2]);
    const final = [...trials, repeat(9, 0.9, 0, 'finalize', 1), repeat(10, 0.8, 2, 'finalize', 1)];
    const rows = leaderboard(final);
    expect(rows.map(({ trialNumber }) => trialNumber)).toEqual([2, 0, 1]);
    expect(rows[0]).toMatchObject({ loss: 0.8, standing: { evidence: 'finalize', seeds: 1, isFinalist: true } });
  });

  it('count the seeds that failed, and fall back where all did', () => {
    const failed: Trial = { ...failedTrial(7), repeatOf: 0, purpose: 'finalize', round: 1 };
    const trials = raced([0.1, 0.2], { 0: [0.5, 0.6], 1: [0.3, 0.4] });
    expect(standingsOf([...trials, failed]).get(0)).toMatchObject({ evidence: 'repeat', seeds: 2, isFinalist: false });
    const half = standingsOf([...trials, failed, repeat(8, 0.5, 0, 'finalize', 2)]).get(0);
    expect(half).toMatchObject({ evidence: 'finalize', seeds: 1, failedSeeds: 1, isFinalist: true });
  });

  it('are of complete trials of the search alone', () => {
    const trials: Trial[] = [prunedTrial(0, [0.1]), failedTrial(1), ...raced([0, 0, 1], { 2: [1, 2] }).slice(2)];
    expect(leaderboard(trials).map(({ trialNumber }) => trialNumber)).toEqual([2, 0, 1]);
  });
});

it('a configuration that left the race is ranked by the seeds that it had in common with who stayed', () => {
  // 1 was worse on both of its seeds, which were the kind ones: its mean of 1.1 is below that of 0, 2.
  const trials = raced([0.1, 0.2], { 0: [1, 1, 3, 3], 1: [1.1, 1.1] });
  expect(leaderboard(trials).map(({ trialNumber }) => trialNumber)).toEqual([0, 1]);
  expect(incumbent(trials)?.number).toBe(0);
  const standings = standingsOf(trials);
  expect(standings.get(1)?.loss).toBeCloseTo(1.1, 12);
  expect((standings.get(1)?.rankedBy ?? 0) - (standings.get(0)?.rankedBy ?? 0)).toBeCloseTo(0.1, 12);
  // In a round that is under way whoever has had its turn is no worse off for a hard seed.
  expect(incumbent(raced([0.1, 0.2], { 0: [1, 9], 1: [1.1] }))?.number).toBe(0);
});

it('a configuration that failed under a seed stands behind all that did not', () => {
  const failedRepeat: Trial = { ...failedTrial(9), repeatOf: 0, purpose: 'repeat', round: 2 };
  const trials = [...raced([0.1, 0.2, 0.3, 9], { 1: [0.5], 2: [0.6] }).slice(0, 4), failedRepeat];
  // Where all that were repeated failed, it says nothing.
  expect(incumbent(trials)?.number).toBe(0);
  const withOthers = [...raced([0.1, 0.2, 0.3, 9], { 1: [0.5], 2: [0.6] }), failedRepeat];
  expect(leaderboard(withOthers).map(({ trialNumber }) => trialNumber)).toEqual([1, 2, 3, 0]);
  expect(incumbent(withOthers)?.number).toBe(1);
  expect(standingsOf(withOthers).get(0)).toMatchObject({ failedSeeds: 1, evidence: 'search' });
});
