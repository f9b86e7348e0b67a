/**
 * The race: after the search its best configurations run under one more seed each, round by round, and those that look worse than
 * the best run no further. So runs are spent where they decide something.
 *
 * It is the t-race of irace (López-Ibáñez et al.: The irace package: Iterated racing for automatic algorithm configuration,
 * Operations Research Perspectives 3, 2016, https://doi.org/10.1016/j.orp.2016.09.002; F-Race: Birattari et al.: A Racing Algorithm
 * for Configuring Metaheuristics, GECCO 2002), with seeds for its instances. Where we differ: the tests are one-sided, against the
 * configuration with the best mean, and corrected by Holm's method for being several; as F-Race does with ranks, they take the noise
 * from all configurations together, with the seeds' own effect taken out (math/block-residuals.ts; of two it is the paired t test); so
 * the first one can come after two fresh seeds, not five, as a training costs more than a run of a heuristic.
 *
 * On simulated studies (bench/statistics.ts: 40 configurations, the best 5 raced over up to 10 seeds) it takes 31 runs in place of 45 where
 * configurations differ by as much as seeds do, 17 where they differ by five times as much, and its winners are as good: within 0.003
 * deviations of the noise, on average.
 *
 * The search's own run, the first round, does not count: it is why a configuration is here, and luck has its part in it.
 */
import type { RepeatsSpec } from '../core/study-spec.js';
import { type CompleteTrial, isFinished, type Trial } from '../core/trial.js';
import { blockResiduals } from '../math/block-residuals.js';
import { pValueAboveZero } from '../math/estimate.js';
import { holm } from '../math/holm.js';
import { mean } from '../math/statistics.js';

/** The chance to drop one in a round that is not worse than the best. */
const level = 0.05;
/** A difference on one seed has no variance. */
const fewestSeeds = 2;
/** Of means of a few numbers, relative to their difference. */
const rounding = 1e-9;

/** Why a configuration runs no further. */
export interface Dropped {
  /** Of its first trial. */
  readonly number: number;
  /** The last that it ran in. */
  readonly round: number;
  /** The configuration that it is worse than, by this much in the mean loss, with this p-value; left out of one that failed. */
  readonly than?: { readonly number: number; readonly by: number; readonly pValue: number };
}

export interface RaceState {
  /**
   * The round to run, from 2, and who runs in it, the best of the search first. Left out: the race is over, or trials of the last
   * round have to end first.
   */
  readonly next?: { readonly round: number; readonly entrants: readonly Trial[] };
  /** In the order in which they left. */
  readonly dropped: readonly Dropped[];
}

/**
 * Where the race stands: it follows from the trials alone, so that an interrupted one goes on as it would have. With one
 * configuration left nothing is to be decided any more, and the race is over.
 */
export function raceState(trials: readonly Trial[], { top, seeds, drop }: RepeatsSpec): RaceState {
  const runs = raceRuns(trials);
  const dropped: Dropped[] = [];
  let live = entrants(trials, top, runs);
  for (let round = 2; round <= seeds; round++) {
    if (live.length === 0 || (drop && live.length === 1)) break;
    const missing = live.filter(({ number }) => !runs.get(number)?.has(round));
    if (missing.length > 0) return { next: { round, entrants: missing }, dropped };
    if (!live.every(({ number }) => isFinished(runs.get(number)?.get(round) as Trial))) return { dropped };
    const leaving = leavers(live, round, drop, runs);
    dropped.push(...leaving);
    const gone = new Set(leaving.map(({ number }) => number));
    live = live.filter(({ number }) => !gone.has(number));
  }
  return { dropped };
}

/** What the race itself, by looking at losses and stopping some, did to the sample of a configuration's fresh seeds. */
export interface RacedSample {
  /** How often it was looked at, which is how often it could have looked worse than the best by chance; 1 where nobody was to be stopped. */
  readonly looks: number;
  /** How many seeds it has hangs on what they came to: others outlasted it, or it is among those that ended the race. */
  readonly isStoppedEarly: boolean;
}

/** By configuration, of those that raced. It follows from the trials alone, whatever the race was told to do. */
export function racedSamples(trials: readonly Trial[]): ReadonlyMap<number, RacedSample> {
  const rounds = new Map([...raceRuns(trials)].map(([number, runs]) => [number, Math.max(...runs.keys())]));
  const last = Math.max(...rounds.values());
  const { next, dropped } = raceState(trials, { top: 0, seeds: last + 1, drop: true });
  const isDecided = next === undefined && dropped.at(-1)?.round === last;
  const nobodyWasToStop = [...rounds.values()].every((round) => round === last) && dropped.some(({ round }) => round < last);
  return new Map(
    [...rounds].map(([number, round]) => {
      const looks = nobodyWasToStop ? 1 : Math.max(1, round - fewestSeeds);
      return [number, { looks, isStoppedEarly: !nobodyWasToStop && (isDecided || round < last) }];
    }),
  );
}

/** By configuration, by round. */
type RaceRuns = ReadonlyMap<number, ReadonlyMap<number, Trial>>;

function raceRuns(trials: readonly Trial[]): RaceRuns {
  const runs = new Map<number, Map<number, Trial>>();
  for (const trial of trials) {
    const { repeatOf, purpose, round } = trial;
    if (purpose !== 'repeat' || repeatOf === undefined || round === undefined) continue;
    const own = runs.get(repeatOf) ?? new Map<number, Trial>();
    runs.set(repeatOf, own.set(round, trial));
  }
  return runs;
}

/** The best of the search, and whoever raced before: after a longer search both have to be compared. */
function entrants(trials: readonly Trial[], top: number | 'all', runs: RaceRuns): Trial[] {
  const best = bestOfSearch(trials, top === 'all' ? Number.POSITIVE_INFINITY : top);
  const others = [...runs.keys()].filter((number) => !best.some((trial) => trial.number === number)).sort((a, b) => a - b);
  return [...best, ...others.map((number) => trials[number] as Trial)];
}

/** The search's best complete trials, at most `count`, the best first, of equals the earliest. */
export function bestOfSearch(trials: readonly Trial[], count: number): CompleteTrial[] {
  const complete = trials.filter((trial): trial is CompleteTrial => trial.state === 'complete' && trial.repeatOf === undefined);
  if (count >= complete.length) return complete.sort((a, b) => a.loss - b.loss || a.number - b.number);
  const best: CompleteTrial[] = [];
  for (const trial of complete) {
    // Mostly one look at the worst of them says that it is not among them: nothing is sorted that nobody asks for.
    if (best.length === count && trial.loss >= (best.at(-1)?.loss ?? Number.NEGATIVE_INFINITY)) continue;
    const place = best.findIndex(({ loss }) => trial.loss < loss);
    best.splice(place === -1 ? best.length : place, 0, trial);
    if (best.length > count) best.pop();
  }
  return best;
}

/** Whoever runs no further after a round in which all of `live` have run: those whose run failed or was ended, and the worse ones. */
function leavers(live: readonly Trial[], round: number, drop: boolean, runs: RaceRuns): Dropped[] {
  const racers = live.map(({ number }) => {
    const own = [...(runs.get(number)?.values() ?? [])].filter((trial) => (trial.round ?? 0) <= round);
    const complete = own.filter((trial): trial is CompleteTrial => trial.state === 'complete');
    return { number, losses: complete.sort((a, b) => (a.round ?? 0) - (b.round ?? 0)).map(({ loss }) => loss) };
  });
  const seeds = round - 1;
  const leaving = racers.filter(({ losses }) => losses.length < seeds).map(({ number }): Dropped => ({ number, round }));
  const ranked = racers
    .filter(({ losses }) => losses.length === seeds)
    .map((racer) => ({ ...racer, mean: mean(racer.losses) }))
    .sort((a, b) => a.mean - b.mean || a.number - b.number);
  const [best, ...others] = ranked;
  if (best === undefined || !drop || seeds < fewestSeeds) return leaving;
  const { variance, df } = blockResiduals(ranked.map(({ losses }) => losses));
  const standardError = Math.sqrt((2 * variance) / seeds);
  const isNoisy = best.losses.some((loss) => loss !== best.losses[0]);
  const pValues = holm(
    others.map((other) => {
      const value = other.mean - best.mean;
      // Where the seed matters, differences that are all the same are a coarse metric's chance and no proof.
      return isNoisy && standardError <= value * rounding ? 1 : pValueAboveZero({ value, standardError, df });
    }),
  );
  for (const [i, { number, mean: itsMean }] of others.entries()) {
    const pValue = pValues[i] as number;
    if (pValue <= level) leaving.push({ number, round, than: { number: best.number, by: itsMean - best.mean, pValue } });
  }
  return leaving;
}
