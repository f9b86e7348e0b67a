/**
 * A random forest of a study's losses over its parameters: what slices, contours and interactions are read off. It depends on the
 * trials and the study's seed alone.
 *
 * A pruned trial has no final loss, but without it the forest would know nothing of where early stopping was quick. It counts with
 * what it would have come to, had it gone on to improve by what complete trials did from its last step to their end (the median),
 * but as no better than their median. Diverged trials count as the worst.
 */
import { valueCount } from '../core/distribution.js';
import type { Parameter } from '../core/search-space.js';
import type { StudySpec } from '../core/study-spec.js';
import type { CompleteTrial, Params, Trial } from '../core/trial.js';
import { percentileOf } from '../math/percentile.js';
import { absent, type Forest, growForest } from '../math/regression-forest.js';
import { createRng, deriveSeed } from '../math/rng.js';
import { median } from '../math/statistics.js';
import { type Masses, TreeMarginals } from '../math/tree-marginals.js';
import { randomPoint } from '../samplers/random.js';
import { isRepeat } from './configurations.js';
import { type Levels, levelsOf } from './levels.js';

/** Fewer say nothing: complete trials, and trials in all. */
const fewest = { complete: 10, trials: 20 };
/** Of more a sample tells as much. */
const mostTrials = 1000;
/** Points of the space that the shares of conditional values are counted in. */
const samplePoints = 4000;

export interface LossForest {
  /** Those with more than one value. (D,) */
  readonly parameters: readonly Parameter[];
  /** Of each of them. (D,) */
  readonly levels: readonly Levels[];
  readonly forest: Forest;
  /** How many trials it was grown from, of how many that say something. */
  readonly trials: number;
  readonly of: number;
  /** Of each tree, over the points of the space that have all of these parameters (indices); undefined: none has. */
  marginalsAmong(having: readonly number[]): readonly TreeMarginals[] | undefined;
}

/** Undefined where too few trials are complete, where all are alike, or where nothing is searched. */
export function lossForest({ space, seed }: Pick<StudySpec, 'space' | 'seed'>, trials: readonly Trial[]): LossForest | undefined {
  const parameters = space.parameters.filter(({ distribution }) => valueCount(distribution) > 1);
  // A tree that has seen a configuration would be tested on its repeats.
  const telling = withLosses(trials.filter((trial) => !isRepeat(trial)));
  if (telling === undefined || telling.length < fewest.trials || parameters.length === 0) return undefined;
  const kept = telling.length <= mostTrials ? telling : telling.filter((_, i) => takes(i, telling.length));
  const levels = parameters.map(({ distribution }) => levelsOf(distribution));
  const pointOf = (params: Params) =>
    Int16Array.from(parameters, ({ name }, j) => {
      const value = params[name];
      return value === undefined ? absent : (levels[j] as Levels).levelOf(value);
    });
  const forest = growForest(
    levels,
    kept.map(({ params }) => pointOf(params)),
    kept.map(({ loss }) => loss),
    createRng(deriveSeed(seed, 0, 'forest')),
  );
  const rng = createRng(deriveSeed(seed, 0, 'forest points'));
  const sample = once(() => Array.from({ length: samplePoints }, () => pointOf(randomPoint(space, rng))));
  const massesAmong = (conditional: readonly number[]): Masses | undefined => {
    const masses = levels.map((own) => own.masses);
    if (conditional.length === 0) return masses;
    const present = sample().filter((point) => conditional.every((j) => point[j] !== absent));
    if (present.length === 0) return undefined;
    const ancestors = ancestorsOf(parameters, conditional);
    return masses.map((own, j) => (ancestors.has(j) ? sharesAt(j, own.length, present) : own));
  };
  const known = new Map<string, readonly TreeMarginals[] | undefined>();
  const marginalsAmong = (having: readonly number[]) => {
    const conditional = having.filter((j) => parameters[j]?.when !== undefined);
    const key = conditional.toSorted((a, b) => a - b).join();
    if (!known.has(key)) {
      const masses = massesAmong(conditional);
      known.set(key, masses && forest.trees.map((tree) => new TreeMarginals(tree, masses)));
    }
    return known.get(key);
  };
  return { parameters, levels, forest, trials: kept.length, of: telling.length, marginalsAmong };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** Every so many-th. */
function takes(index: number, count: number): boolean {
  return Math.floor(((index + 1) * mostTrials) / count) > Math.floor((index * mostTrials) / count);
}

/** The parameters that decide whether these are there. */
function ancestorsOf(parameters: readonly Parameter[], from: readonly number[]): Set<number> {
  const found = new Set<number>();
  const follow = (j: number) => {
    for (const name of parameters[j]?.when?.references ?? []) {
      const parent = parameters.findIndex((parameter) => parameter.name === name);
      if (parent < 0 || found.has(parent)) continue;
      found.add(parent);
      follow(parent);
    }
  };
  from.forEach(follow);
  return found;
}

function sharesAt(j: number, levels: number, points: readonly Int16Array[]): number[] {
  const counts = new Array<number>(levels).fill(0);
  for (const point of points) {
    const level = point[j] as number;
    if (level !== absent) counts[level] = (counts[level] as number) + 1;
  }
  const total = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count) => count / total);
}

interface Known {
  readonly params: Params;
  readonly loss: number;
}

/** Trials with final losses, their own or foreseen. Far outliers on the worse side are cut off: a few would drown all other differences. */
function withLosses(trials: readonly Trial[]): Known[] | undefined {
  const complete = trials.filter((trial) => trial.state === 'complete' && Number.isFinite(trial.loss)) as CompleteTrial[];
  if (complete.length < fewest.complete) return undefined;
  const middle = median(complete.map(({ loss }) => loss));
  const gainFrom = gains(complete);
  const known = trials.flatMap((trial): Known[] => {
    const { params } = trial;
    if (trial.state === 'complete') return Number.isFinite(trial.loss) ? [{ params, loss: trial.loss }] : [];
    if (trial.state !== 'pruned') return [];
    const last = trial.reports.findLast(({ loss }) => Number.isFinite(loss));
    return [{ params, loss: last ? Math.max(middle, last.loss + gainFrom(last.step)) : middle }];
  });
  const losses = known.map(({ loss }) => loss).sort((a, b) => a - b);
  const [low, high] = [10, 90].map((percentile) => percentileOf(losses, percentile)) as [number, number];
  const worst = Math.min(high > low ? high + 1.5 * (high - low) : Number.POSITIVE_INFINITY, losses.at(-1) as number);
  if (worst === losses[0]) return undefined;
  return trials
    .flatMap((trial) => (trial.state === 'failed' && trial.reason === 'diverged' ? [{ params: trial.params, loss: worst }] : []))
    .concat(known.map(({ params, loss }) => ({ params, loss: Math.min(worst, loss) })));
}

/** How much the loss of complete trials changed from a step to the end, as a median: mostly below 0. */
function gains(complete: readonly CompleteTrial[]): (step: number) => number {
  const known = new Map<number, number>();
  return (step) => {
    const found = known.get(step);
    if (found !== undefined) return found;
    const changes = complete.flatMap(({ reports, loss }) => {
      const then = reports.find((report) => report.step === step)?.loss;
      return then === undefined || !Number.isFinite(then) ? [] : [loss - then];
    });
    const gain = changes.length > 0 ? median(changes) : 0;
    known.set(step, gain);
    return gain;
  };
}
