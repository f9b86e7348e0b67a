import type { Condition } from '../core/condition.js';
import { UsageError } from '../core/errors.js';
import { isFeasible, type SearchSpace } from '../core/search-space.js';
import type { Params } from '../core/trial.js';
import { type Probe, probe } from './probe.js';
import type { Problems } from './problems.js';

/** A smaller part of the space than this is worth a warning. */
const smallShare = 0.01;
/** So many points are looked at in any case, to find those without an answer. */
const fewestPoints = 1000;

/** Refuses constraints that no point fulfils, and warns of those that leave little of the space. */
export function checkFeasible(space: SearchSpace, constraints: readonly Condition[], problems: Problems): void {
  if (constraints.length === 0) return;
  const probed = probe(space);
  try {
    const tally = tallyOf(probed, constraints);
    if (tally.feasible === 0) problems.add(['constraints'], emptyMessage(tally, probed, constraints));
    else if (tally.feasible < smallShare * tally.points) problems.warn(['constraints'], smallMessage(tally, probed));
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

/** Stops as soon as it is sure that the space is not small. */
function tallyOf({ points, count }: Probe, constraints: readonly Condition[]): Tally {
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
  }
  return { points: seen, feasible, broken };
}

function breaks(constraint: Condition, point: Params): boolean {
  return !isFeasible({ parameters: [], constraints: [constraint] }, point);
}

function emptyMessage({ points, broken }: Tally, { isComplete }: Probe, constraints: readonly Condition[]): string {
  const byCount = constraints
    .map(({ source }, index) => ({ source, count: broken[index] as number }))
    .toSorted((a, b) => b.count - a.count);
  const counts = byCount.map(({ source, count }) => `${count} break "${source}"`).join(', ');
  const isEquality = !isComplete && /[^=!<>]==[^=]/.test(byCount[0]?.source ?? '');
  const hint = isEquality ? '; fractions are never equal by chance, so make one of them a `derived` value' : '';
  return `expected constraints that some point fulfils, got none: of ${pointsText(points, isComplete)}, ${counts}${hint}`;
}

function smallMessage({ points, feasible }: Tally, { isComplete }: Probe): string {
  const percent = Number(((100 * feasible) / points).toPrecision(2));
  return `hold for only ${feasible} of ${pointsText(points, isComplete)} (${percent} %); narrower ranges or a \`derived\` value leave more to find`;
}

function pointsText(count: number, isComplete: boolean): string {
  return isComplete ? `all ${count} combinations` : `${count} random points`;
}
