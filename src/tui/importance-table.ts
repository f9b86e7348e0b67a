import { type Choice, encode } from '../core/distribution.js';
import type { Parameter } from '../core/search-space.js';
import { objectivesOf } from '../core/study-spec.js';
import { isFinished, type Trial } from '../core/trial.js';
import { type ImportanceOptions, importance, nearTheBest } from '../study/importance.js';
import { ended } from '../study/tally.js';
import type { Board } from './board.js';
import { formatChoice } from './numbers.js';
import type { StudyState } from './state.js';

/** Which parameters matter, and where their good values lie. */
export interface ImportanceTable {
  /** How many trials had ended when it was made. */
  readonly finished: number;
  /** How many of them it was made from. */
  readonly sample: number;
  /** The most important first; empty when there are too few trials to say. */
  readonly rows: readonly ImportanceRow[];
}

interface ImportanceRow {
  readonly name: string;
  /** 0 to 1. */
  readonly share: number;
  /** The same among the better half of the trials. */
  readonly near: number;
  /** What the best tenth of the trials have: `1.2e-3 to 8e-3`, `cnn (90%)`. */
  readonly best: string;
}

/** Of more trials a sample tells as much, and costs the study's process no more than a moment. */
const MOST_TRIALS = 2000;
/** The table is made anew when the trials have grown by this share. */
const WORTHWHILE = 0.02;
const BEST = 0.1;

/** The study's table, made anew only when enough has been learned since `before`. */
export function importanceTable(
  { overview, trials, counts }: StudyState,
  { standing }: Board,
  before: ImportanceTable | undefined,
): ImportanceTable {
  const grown = ended(counts) - (before?.finished ?? 0);
  if (before !== undefined && Math.abs(grown) < Math.max(1, WORTHWHILE * before.finished)) return before;
  const finished = [...trials].filter(isFinished);
  const { parameters = [] } = overview ?? {};
  const sample = thinned(finished, MOST_TRIALS);
  const sharesOf = (options: ImportanceOptions) =>
    overview === undefined ? [] : importance({ parameters }, sample, { ...options, objectives: objectivesOf(overview) });
  const near = new Map(sharesOf(nearTheBest).map(({ name, share }) => [name, share]));
  const best = firstComplete(standing, Math.max(2, Math.ceil(BEST * counts.complete)));
  const rows = sharesOf({}).map(({ name, share }) => {
    const parameter = parameters.find((candidate) => candidate.name === name);
    return { name, share, near: near.get(name) ?? 0, best: parameter === undefined ? '' : bestText(parameter, best) };
  });
  return { finished: finished.length, sample: sample.length, rows };
}

function firstComplete(standing: Iterable<Trial>, count: number): Trial[] {
  const first: Trial[] = [];
  for (const trial of standing) {
    if (first.length === count) break;
    if (trial.state === 'complete') first.push(trial);
  }
  return first;
}

/** Every so many-th of them. */
function thinned(trials: readonly Trial[], count: number): readonly Trial[] {
  if (trials.length <= count) return trials;
  return Array.from({ length: count }, (_, i) => trials[Math.floor((i * trials.length) / count)] as Trial);
}

function bestText({ name, distribution }: Parameter, best: readonly Trial[]): string {
  const values = best.flatMap(({ params }) => (params[name] === undefined ? [] : [params[name] as Choice]));
  if (values.length === 0) return 'none has it';
  if (distribution.kind === 'categorical') return mostFrequent(values);
  const sorted = values.toSorted((a, b) => encode(distribution, a) - encode(distribution, b));
  const [low, high] = [formatChoice(sorted[0]), formatChoice(sorted.at(-1))];
  return low === high ? low : `${low} to ${high}`;
}

function mostFrequent(values: readonly Choice[]): string {
  const counts = new Map<Choice, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const [[value, count] = [values[0] as Choice, 0]] = [...counts].sort((a, b) => b[1] - a[1]);
  return `${formatChoice(value)} (${Math.round((100 * count) / values.length)}%)`;
}
