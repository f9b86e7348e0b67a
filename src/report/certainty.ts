/** What fresh seeds say of the best configurations, in the units of the metric: for reports, `summary.json` and the command line. */
import { fromLoss, type Objective } from '../core/objective.js';
import type { TestResult } from '../core/store.js';
import type { StudyRecord } from '../core/study-record.js';
import { objectivesOf } from '../core/study-spec.js';
import type { CompleteTrial, Trial } from '../core/trial.js';
import { meanWithInterval } from '../study/confidence.js';
import { type SeedNoise, seedNoise } from '../study/seed-noise.js';
import { standingsOf } from '../study/standings.js';
import { type StandingFields, standingFields } from './standing-fields.js';
import { testMetricOf } from './test-metric.js';

export interface Certainty {
  readonly metric: string;
  /** Those with fresh seeds, the best first. */
  readonly configurations: readonly CertainConfiguration[];
  /** Trials with one seed that cannot be told from the best. */
  readonly untoldSingles: readonly number[];
  /** What to expect of the winner when it is trained once more: its mean, without the luck that the best of several means has. */
  readonly expected: number;
}

export interface CertainConfiguration extends StandingFields {
  /** The trial that it began with. */
  readonly trial: number;
  /** The value that the search saw. */
  readonly seen: number;
  /** How much better that was than the mean, of the winner than what to expect of it; negative where it was worse. */
  readonly optimism: number;
  /** On the test data, of the final retrainings. */
  readonly test: Measured | null;
}

type Measured = Pick<StandingFields, 'seeds' | 'mean' | 'low' | 'high'>;

/** Undefined where the study has no repeats, or several objectives. */
export function certaintyOf({ spec, trials, finalTests = [] }: StudyRecord): Certainty | undefined {
  const { objective } = spec;
  if (objectivesOf(spec).length > 1) return undefined;
  const standings = [...standingsOf(trials)];
  const repeated = standings.filter(([, { evidence }]) => evidence !== 'search');
  const [winner] = repeated;
  if (winner === undefined) return undefined;
  const tests = testLosses(trials, finalTests, objective);
  const noise = seedNoise([...tests.values()].map((losses) => ({ losses })));
  return {
    metric: objective.metric,
    configurations: repeated.map(([trial, standing]): CertainConfiguration => {
      const test = tests.get(trial);
      const { loss: seen } = trials[trial] as CompleteTrial;
      return {
        trial,
        ...standingFields(standing, objective),
        seen: fromLoss(objective, seen),
        optimism: (standing.expected ?? standing.loss) - seen,
        test: test === undefined ? null : measured([...test.values()], noise, objective),
      };
    }),
    untoldSingles: standings.flatMap(([trial, { evidence }]) => (evidence === 'search' ? [trial] : [])),
    expected: fromLoss(objective, winner[1].expected ?? winner[1].loss),
  };
}

/** Half of the interval's width: what stands behind `±`. */
export function halfWidthOf({ low, high }: Pick<Measured, 'low' | 'high'>): number | undefined {
  return low === null || high === null ? undefined : (high - low) / 2;
}

/** By configuration and round, of the objective's counterpart on the test data. */
function testLosses(
  trials: readonly Trial[],
  tests: readonly TestResult[],
  objective: Objective,
): Map<number, Map<number, number>> {
  const losses = new Map<number, Map<number, number>>();
  for (const { trialNumber, metrics } of tests) {
    const trial = trials[trialNumber];
    const value = testMetricOf(metrics, objective.metric);
    if (trial?.repeatOf === undefined || trial.round === undefined || value === undefined || !Number.isFinite(value)) continue;
    const ofConfiguration = losses.get(trial.repeatOf) ?? new Map<number, number>();
    losses.set(trial.repeatOf, ofConfiguration.set(trial.round, fromLoss(objective, value)));
  }
  return losses;
}

function measured(losses: readonly number[], noise: SeedNoise | undefined, objective: Objective): Measured {
  const { loss, interval = [] } = meanWithInterval(losses, noise);
  const [low = null, high = null] = interval.map((end) => fromLoss(objective, end)).sort((a, b) => a - b);
  return { seeds: losses.length, mean: fromLoss(objective, loss), low, high };
}
