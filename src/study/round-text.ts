/** What a reader is told of the race and of the final retrainings, in whole sentences. */
import { fromLoss } from '../core/objective.js';
import type { StudySpec } from '../core/study-spec.js';
import type { Trial, WaitingTrial } from '../core/trial.js';
import { type Dropped, raceState } from './race.js';
import { bestOfConfigurations, standingsOf } from './standings.js';

/** What is about to run, after `trials` have been extended by it. */
export function roundText(spec: StudySpec, lined: readonly WaitingTrial[]): string[] {
  const [first] = lined;
  if (first === undefined) return [];
  if (first.purpose === 'finalize') {
    const configurations = new Set(lined.map(({ repeatOf }) => repeatOf));
    return [`${trainings(lined.length)}: ${named([...configurations])}, under fresh seeds`];
  }
  const seeds = spec.repeats?.seeds;
  return [`Round ${first.round} of ${seeds} of the race: ${named(lined.map(({ repeatOf }) => repeatOf))} under another seed`];
}

/** Who left the race in its last round that has ended, and, when it is over, who stands first. */
export function raceText({ repeats, objective }: StudySpec, trials: readonly Trial[], isOver: boolean): string[] {
  if (!repeats) return [];
  const { dropped } = raceState(trials, repeats);
  const lastRound = Math.max(0, ...trials.map(({ purpose, round = 0 }) => (purpose === 'repeat' ? round : 0)));
  const left = dropped.filter(({ round }) => round === lastRound).map((one) => `${leaves(one)}`);
  // Final retrainings of an earlier run say nothing of the race.
  const raced = trials.filter(({ purpose }) => purpose !== 'finalize');
  const winner = isOver ? bestOfConfigurations(raced) : undefined;
  const standing = winner && standingsOf(raced).get(winner.number);
  if (standing === undefined) return left;
  const mean = Number(fromLoss(objective, standing.loss).toPrecision(5));
  const seeds = standing.seeds === 1 ? 'one fresh seed' : `${standing.seeds} fresh seeds`;
  const first = `configuration ${winner?.number} stands first, with a mean ${objective.metric} of ${mean} over ${seeds}`;
  return [...left, `The race is over: ${first}`];
}

function leaves({ number, round, than }: Dropped): string {
  if (than === undefined) return `Configuration ${number} leaves the race: its run in round ${round} came to nothing`;
  const { number: best, by, pValue } = than;
  const p = pValue < 0.001 ? 'below 0.001' : pValue.toFixed(3);
  return `Configuration ${number} leaves the race after round ${round}: worse than ${best} by ${Number(by.toPrecision(3))} on average (p ${p})`;
}

function trainings(count: number): string {
  return count === 1 ? 'The final retraining' : `The ${count} final retrainings`;
}

function named(numbers: readonly (number | undefined)[]): string {
  return `${numbers.length === 1 ? 'configuration' : 'configurations'} ${numbers.join(', ')}`;
}
