import type { Standing } from '../core/standing.js';
import { type CompleteTrial, configurationOf, type Trial } from '../core/trial.js';

/** A complete trial of the search together with its repeats. */
export interface Configuration {
  readonly trial: CompleteTrial;
  /** Which seeds count; `Standing` says why not all of them. */
  readonly evidence: Standing['evidence'];
  /** What they came to, by round: configurations of the same evidence have the same seeds in the same rounds. Not empty. */
  readonly losses: ReadonlyMap<number, number>;
  readonly failedSeeds: number;
  /** Its final retraining has at least begun, and not every seed of it failed. */
  readonly isFinalist: boolean;
}

/** In the order of their trials. */
export function configurationsOf(trials: readonly Trial[]): Configuration[] {
  const repeats = new Map<number, Trial[]>();
  for (const trial of trials.filter(isRepeat)) {
    const others = repeats.get(configurationOf(trial));
    if (others) others.push(trial);
    else repeats.set(configurationOf(trial), [trial]);
  }
  return trials.filter(isOfSearch).map((trial) => {
    const own = repeats.get(trial.number);
    return own ? withRepeats(trial, own) : { ...bySearch(trial), failedSeeds: 0, isFinalist: false };
  });
}

export function isRepeat({ repeatOf }: Trial): boolean {
  return repeatOf !== undefined;
}

function isOfSearch(trial: Trial): trial is CompleteTrial {
  return trial.state === 'complete' && !isRepeat(trial) && Number.isFinite(trial.loss);
}

function withRepeats(trial: CompleteTrial, repeats: readonly Trial[]): Configuration {
  const isFinalist = repeats.some(({ purpose, state }) => purpose === 'finalize' && state !== 'failed');
  for (const evidence of ['finalize', 'repeat'] as const) {
    const fresh = repeats.filter(({ purpose }) => purpose === evidence);
    const losses = new Map(
      fresh.flatMap(({ round = 0, ...repeat }) => (repeat.state === 'complete' ? [[round, repeat.loss] as const] : [])),
    );
    const failedSeeds = fresh.filter(({ state }) => state === 'failed').length;
    if (losses.size > 0) return { trial, evidence, losses, failedSeeds, isFinalist };
  }
  const failedSeeds = repeats.filter(({ state }) => state === 'failed').length;
  return { ...bySearch(trial), failedSeeds, isFinalist };
}

function bySearch(trial: CompleteTrial): Pick<Configuration, 'trial' | 'evidence' | 'losses'> {
  return { trial, evidence: 'search', losses: new Map([[1, trial.loss]]) };
}
