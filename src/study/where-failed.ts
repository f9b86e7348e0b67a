/**
 * Where in the space trials of a kind lie that others do not: the part of one parameter's values, or of two's, in which they are
 * most surely more frequent. A part is all values from one on, all up to one, or some of the choices; of all parts that is taken
 * whose likelihood ratio (Wilks' G) is largest, and within it a second parameter may narrow it.
 */
import type { Choice } from '../core/distribution.js';
import { valueCount } from '../core/distribution.js';
import type { Parameter, SearchSpace } from '../core/search-space.js';
import type { Trial } from '../core/trial.js';
import { type Levels, levelsOf } from './levels.js';

/** The G that chance exceeds once in ten thousand single comparisons (chi-squared, one degree of freedom): many are made. */
const leastG = 15.14;

export interface Region {
  readonly name: string;
  /** The least and the greatest of ordered values that trials have there: undefined at the end that the range itself has. */
  readonly from?: Choice;
  readonly to?: Choice;
  /** Or choices. */
  readonly choices?: readonly Choice[];
}

export interface Where {
  /** One or two. */
  readonly regions: readonly Region[];
  /** The trials of the kind in there, and all trials in there. */
  readonly inside: number;
  readonly of: number;
  /** The trials of the kind elsewhere, and all elsewhere. */
  readonly outside: number;
  readonly ofOutside: number;
}

/** Undefined where no part of the space stands out. `trials`: those that have ended; `isOne`: whether a trial is of the kind. */
export function whereAre(
  { parameters }: Pick<SearchSpace, 'parameters'>,
  trials: readonly Trial[],
  isOne: (trial: Trial) => boolean,
): Where | undefined {
  const varied = parameters.filter(({ distribution }) => valueCount(distribution) > 1);
  let inside: readonly Trial[] = trials;
  const regions: Region[] = [];
  for (let depth = 0; depth < 2; depth++) {
    const candidates = varied.flatMap((parameter) => partsOf(parameter, inside, isOne) ?? []);
    const best = candidates.reduce<Part | undefined>((a, b) => (a === undefined || b.g > a.g ? b : a), undefined);
    if (best === undefined || best.g < leastG) break;
    regions.push(best.region);
    inside = best.trials;
  }
  if (regions.length === 0) return undefined;
  const there = new Set(inside);
  const elsewhere = trials.filter((trial) => !there.has(trial));
  return {
    regions,
    ...{ inside: inside.filter(isOne).length, of: inside.length },
    ...{ outside: elsewhere.filter(isOne).length, ofOutside: elsewhere.length },
  };
}

interface Part {
  readonly region: Region;
  readonly trials: readonly Trial[];
  readonly g: number;
}

/** The most telling part of a parameter's values. Trials that do not have it are outside. */
function partsOf(parameter: Parameter, trials: readonly Trial[], isOne: (trial: Trial) => boolean): Part | undefined {
  const { name, distribution } = parameter;
  const levels = levelsOf(distribution);
  const having = trials.filter(({ params }) => params[name] !== undefined);
  const ones = trials.filter(isOne).length;
  const [kind, all] = [countsOf(levels, name, having.filter(isOne)), countsOf(levels, name, having)];
  const occupied = all.flatMap((count, level) => (count > 0 ? [level] : []));
  const rate = (level: number) => (kind[level] as number) / (all[level] as number);
  const orders = levels.ordered ? [occupied, occupied.toReversed()] : [occupied.toSorted((a, b) => rate(b) - rate(a))];
  let best: { readonly members: readonly number[]; readonly g: number } | undefined;
  for (const order of orders) {
    let [own, of] = [0, 0];
    for (const [at, level] of order.slice(0, -1).entries()) {
      own += kind[level] as number;
      of += all[level] as number;
      const g = gOf(own, of, ones, trials.length);
      if (g > (best?.g ?? 0)) best = { members: order.slice(0, at + 1), g };
    }
  }
  if (best === undefined) return undefined;
  const members = new Set(best.members);
  const within = having.filter(({ params }) => members.has(levels.levelOf(params[name] as Choice)));
  return { region: regionOf(name, levels, best.members, within), trials: within, g: best.g };
}

function countsOf(levels: Levels, name: string, trials: readonly Trial[]): number[] {
  const counts = levels.masses.map(() => 0);
  for (const { params } of trials) {
    const level = levels.levelOf(params[name] as Choice);
    if (level >= 0) counts[level] = (counts[level] as number) + 1;
  }
  return counts;
}

function regionOf(name: string, levels: Levels, members: readonly number[], trials: readonly Trial[]): Region {
  if (!levels.ordered) return { name, choices: members.toSorted((a, b) => a - b).map((level) => levels.valueOf(level)) };
  const values = trials.map(({ params }) => params[name] as Choice);
  const places = values.map((value) => [levels.levelOf(value), value] as const);
  const isLower = (a: readonly [number, Choice], b: readonly [number, Choice]) =>
    a[0] < b[0] || (a[0] === b[0] && Number(a[1]) < Number(b[1]));
  const least = places.reduce((a, b) => (isLower(b, a) ? b : a));
  const most = places.reduce((a, b) => (isLower(a, b) ? b : a));
  // Members come from one end: the other is where the part ends.
  return (members[0] as number) > (members.at(-1) as number) || (members.length === 1 && members[0] !== 0)
    ? { name, from: least[1] }
    : { name, to: most[1] };
}

/** 2 sum of o ln(o / e) over the four cells; 0 where those of the kind are not more frequent inside. */
function gOf(own: number, of: number, ones: number, total: number): number {
  if (of === total || own / of <= ones / total) return 0;
  const cell = (observed: number, rows: number, columns: number) =>
    observed === 0 ? 0 : observed * Math.log((observed * total) / (rows * columns));
  const others = total - ones;
  return (
    2 *
    (cell(own, of, ones) +
      cell(of - own, of, others) +
      cell(ones - own, total - of, ones) +
      cell(total - of - ones + own, total - of, others))
  );
}
