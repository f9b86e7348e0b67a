/** Studies whose truth is known: what bench/statistics.ts holds the honest ranking to. */
import type { Standing } from '../src/core/standing.js';
import type { CompleteTrial, Purpose, RepeatMarks, Trial } from '../src/core/trial.js';
import { createRng, deriveSeed, type Rng, standardNormal } from '../src/math/rng.js';
import { missingFinals } from '../src/study/finalists.js';
import { raceState } from '../src/study/race.js';
import { standingsOf } from '../src/study/standings.js';

/** How a loss varies with the seed: expectation 0, variance 1. */
export const noises = {
  normal: standardNormal,
  /** Skewness 2. */
  exponential: (rng: Rng) => -Math.log(1 - rng.next()) - 1,
  /** A fifth of the seeds fail to learn: bimodal, skewness 1.5. */
  'some seeds stall': (rng: Rng) => (rng.next() < 0.2 ? 2 : -0.5) + 0.01 * standardNormal(rng),
} as const;

export interface Plan {
  /** Expected losses of the configurations that the search tries. */
  readonly expected: (rng: Rng) => readonly number[];
  readonly noise: keyof typeof noises;
  /** How much of the variance is the seed's own, alike for all configurations: 0 to 1. */
  readonly shared?: number;
  /**
   * The race: so many of the best by one seed, up to so many seeds each, the search's own included; `drop: false` lets all run to the end.
   * Left out: none.
   */
  readonly race?: { readonly top: number; readonly seeds: number; readonly drop?: boolean };
  /** So many of the best by then are retrained with so many fresh seeds. Left out: none. */
  readonly finalize?: { readonly top: number; readonly seeds: number };
}

/** A study that has come to its end, the truth beside it. */
export interface SimulatedStudy {
  /** By trial number. */
  readonly expected: readonly number[];
  readonly trials: readonly Trial[];
  /** As `standingsOf` has them, the best first. */
  readonly standings: ReadonlyMap<number, Standing>;
}

export function simulateStudy(plan: Plan, seed: number): SimulatedStudy {
  const rng = createRng(deriveSeed(seed, 0, 'study'));
  const expected = plan.expected(rng);
  const ofSeed = (numbers: readonly number[]) => {
    const { shared = 0 } = plan;
    const common = noises[plan.noise](rng);
    return numbers.map((i) => {
      const noise = Math.sqrt(shared) * common + Math.sqrt(1 - shared) * noises[plan.noise](rng);
      return (expected[i] as number) + noise;
    });
  };
  // In the search every trial has a seed of its own.
  const trials: CompleteTrial[] = expected.map((_, number) => complete(number, ofSeed([number])[0] as number));
  const repeat = (purpose: Purpose, round: number, firsts: readonly Trial[]) => {
    const numbers = firsts.map(({ number }) => number);
    ofSeed(numbers).forEach((loss, i) => {
      trials.push(complete(trials.length, loss, { repeatOf: numbers[i] as number, purpose, round }));
    });
  };
  if (plan.race) {
    const spec = { drop: true, ...plan.race };
    for (let { next } = raceState(trials, spec); next; { next } = raceState(trials, spec))
      repeat('repeat', next.round, next.entrants);
  }
  if (plan.finalize) {
    const missing = missingFinals(trials, plan.finalize);
    for (const round of new Set(missing.map((one) => one.round))) {
      repeat(
        'finalize',
        round,
        missing.flatMap((one) => (one.round === round ? [one.first] : [])),
      );
    }
  }
  return { expected, trials, standings: standingsOf(trials) };
}

function complete(number: number, loss: number, marks: RepeatMarks = {}): CompleteTrial {
  const base = { number, params: {}, attempt: 1, reports: [], startedAt: 0, finishedAt: 1 };
  return { ...base, ...marks, state: 'complete', metrics: { loss }, loss };
}

/** The share of intervals that hold the truth: of all configurations that have one, and of the one that stands first. */
export function coverage(plan: Plan, studies: number): { readonly all: number; readonly first: number } {
  const ofAll: boolean[] = [];
  const ofFirst: boolean[] = [];
  for (let seed = 0; seed < studies; seed++) {
    const { expected, standings } = simulateStudy(plan, seed);
    const covered = [...standings].flatMap(([number, { interval }]) => {
      const truth = expected[number] as number;
      return interval === undefined ? [] : [interval[0] <= truth && truth <= interval[1]];
    });
    ofAll.push(...covered);
    ofFirst.push(...covered.slice(0, 1));
  }
  return { all: shareOfTrue(ofAll), first: shareOfTrue(ofFirst) };
}

/**
 * How often the truly best of the repeated configurations is told from the one that looks best, which is the error, and how often one
 * of the others is, which is the use of it.
 */
export function tellingApart(plan: Plan, studies: number): { readonly wrong: number; readonly right: number } {
  const wrong: boolean[] = [];
  const right: boolean[] = [];
  for (let seed = 0; seed < studies; seed++) {
    const { expected, standings } = simulateStudy(plan, seed);
    const repeated = [...standings].filter(([, { evidence }]) => evidence !== 'search');
    const [best] = repeated.toSorted(([a], [b]) => (expected[a] as number) - (expected[b] as number));
    for (const one of repeated) (one === best ? wrong : right).push(one[1].isToldFromBest === true);
  }
  return { wrong: shareOfTrue(wrong), right: shareOfTrue(right) };
}

/** What a race costs and finds, on average: its runs, and how much worse the winner is than the truly best of those that raced. */
export function racing(plan: Plan, studies: number): { readonly runs: number; readonly regret: number } {
  const sums = { runs: 0, regret: 0 };
  for (let seed = 0; seed < studies; seed++) {
    const { expected, trials, standings } = simulateStudy(plan, seed);
    const raced = [...standings].flatMap(([number, { evidence }]) => (evidence === 'repeat' ? [expected[number] as number] : []));
    sums.runs += trials.length - expected.length;
    sums.regret += (raced[0] as number) - Math.min(...raced);
  }
  return { runs: sums.runs / studies, regret: sums.regret / studies };
}

/** How much too good a study's figures are, on average. */
export interface MeanOptimism {
  /** Of the best value that the search saw. */
  readonly seen: number;
  /** Of the mean over fresh seeds, of all that were retrained. */
  readonly finalists: number;
  /** Of the mean of the one that stands first. */
  readonly winner: number;
  /** Of what is to be expected of that one, without the luck of the best of several means. */
  readonly expected: number;
}

export function meanOptimism(plan: Plan, studies: number): MeanOptimism {
  const sums = { seen: 0, finalists: 0, winner: 0, expected: 0 };
  for (let seed = 0; seed < studies; seed++) {
    const { expected: truth, trials, standings } = simulateStudy(plan, seed);
    const truthOf = (number: number) => truth[number] as number;
    const [lucky] = trials.filter(isOfSearch).toSorted((a, b) => a.loss - b.loss);
    const [first] = standings;
    if (lucky === undefined || first === undefined) throw new Error('Expected a plan with a race or final retrainings');
    const [winner, { loss, expected = loss }] = first;
    const finalists = [...standings].filter(([, { isFinalist }]) => isFinalist);
    sums.seen += truthOf(lucky.number) - lucky.loss;
    sums.finalists += finalists.reduce((sum, [number, own]) => sum + truthOf(number) - own.loss, 0) / finalists.length;
    sums.winner += truthOf(winner) - loss;
    sums.expected += truthOf(winner) - expected;
  }
  const mean = (sum: number) => sum / studies;
  return { seen: mean(sums.seen), finalists: mean(sums.finalists), winner: mean(sums.winner), expected: mean(sums.expected) };
}

function isOfSearch(trial: Trial): trial is CompleteTrial {
  return trial.state === 'complete' && trial.repeatOf === undefined;
}

function shareOfTrue(all: readonly boolean[]): number {
  return all.filter(Boolean).length / all.length;
}
