import type { Condition } from '../core/condition.js';
import { UsageError } from '../core/errors.js';
import { isFeasible, type SearchSpace } from '../core/search-space.js';
import type { Params } from '../core/trial.js';
import { knownFeasiblePoint } from '../samplers/feasible-point.js';
import { type Probe, pointsBeforeSearch, probe } from './probe.js';
import type { Problems } from './problems.js';

/** A smaller part of the space than this is worth a warning. */
const smallShare = 0.01;
/** So many points are looked at in any case, to find those without an answer. */
const fewestPoints = 1000;

/**
 * Refuses constraints where no point is found that fulfils them, by chance or by a search, and warns of those that leave little of
 * the space.
 */
export function checkFeasible(space: SearchSpace, constraints: readonly Condition[], problems: Problems): void {
  if (constraints.length === 0) return;
  const probed = probe(space);
  try {
    const canBeFound = () => !probed.isComplete && knownFeasiblePoint(space) !== undefined;
    const tally = tallyOf(probed, constraints, canBeFound);
    const isEmpty = tally.feasible === 0 && !canBeFound();
    if (isEmpty) problems.add(['constraints'], emptyMessage(tally, probed, constraints));
    else if (tally.feasible < smallShare * tally.points) problems.warn(['constraints'], smallMessage(tally, probed, constraints));
  } catch (error) {
    // A constraint without an answer, such as a division by zero.
    if (!(error instanceof UsageError)) throw error;
    problems.add(['constraints'], error.message);
  }
}

interface Tally {
  readonly points: number;
  readonly feasible: number;
  /** Points that break each constraint. */
  readonly broken: readonly number[];
}

/** Stops as soon as it is sure that the space is not small, or that chance will hardly find in it what a search can. */
function tallyOf({ points, count }: Probe, constraints: readonly Condition[], canBeFound: () => boolean): Tally {
  const enough = smallShare * count;
  const broken = constraints.map(() => 0);
  let seen = 0;
  let feasible = 0;
  for (const point of points) {
    const failing = constraints.flatMap((constraint, index) => (breaks(constraint, point) ? [index] : []));
    for (const index of failing) broken[index] = (broken[index] as number) + 1;
    if (failing.length === 0) feasible++;
    seen++;
    if (seen >= fewestPoints && feasible >= enough) break;
    if (seen === pointsBeforeSearch && feasible === 0 && canBeFound()) break;
  }
  return { points: seen, feasible, broken };
}

function breaks(constraint: Condition, point: Params): boolean {
  return !isFeasible({ parameters: [], constraints: [constraint] }, point);
}

function emptyMessage(tally: Tally, { isComplete }: Probe, constraints: readonly Condition[]): string {
  const counts = byCount(tally, constraints).map(({ source, count }) => `${count} break "${source}"`);
  const of = `of ${pointsText(tally.points, isComplete)}, ${counts.join(', ')}`;
  if (isComplete) return `expected constraints that some point fulfils, got none: ${of}`;
  const hint = equalityHint(tally, constraints);
  return `expected constraints that some point fulfils, found none: ${of}, and a search from other points came to none either${hint}`;
}

function smallMessage(tally: Tally, { isComplete }: Probe, constraints: readonly Condition[]): string {
  const { points, feasible } = tally;
  if (feasible === 0) {
    return `hold for none of ${pointsText(points, isComplete)}, but a search found one where they do${equalityHint(tally, constraints)}`;
  }
  const percent = Number(((100 * feasible) / points).toPrecision(2));
  return `hold for only ${feasible} of ${pointsText(points, isComplete)} (${percent} %); narrower ranges or a \`derived\` value leave more to find`;
}

/** The constraints with how many points break each, the most first. */
function byCount({ broken }: Tally, constraints: readonly Condition[]) {
  return constraints
    .map(({ source }, index) => ({ source, count: broken[index] as number }))
    .toSorted((a, b) => b.count - a.count);
}

function equalityHint(tally: Tally, constraints: readonly Condition[]): string {
  const isEquality = /[^=!<>]==[^=]/.test(byCount(tally, constraints)[0]?.source ?? '');
  return isEquality ? '; fractions are hardly ever equal by chance, so make one of them a `derived` value' : '';
}

function pointsText(count: number, isComplete: boolean): string {
  return isComplete ? `all ${count} combinations` : `${count} random points`;
}
