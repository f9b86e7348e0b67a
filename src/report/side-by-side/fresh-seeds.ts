/** What fresh seeds say of the studies' winners, and whether that of the best study is better than the others beyond doubt. */
import { toLoss } from '../../core/objective.js';
import { pValuesBetweenStudies, type WinnerSample } from '../../study/between-studies.js';
import { configurationsOf } from '../../study/configurations.js';
import { expectedOfWinner, plusMinus } from '../certainty-text.js';
import type { SideBySide, StudySide } from './side-by-side.js';

export interface FreshSeeds extends WinnerSample {
  readonly study: StudySide;
  /** What to expect of its winner, in the metric's units: `0.793 (0.785 to 0.799)`. */
  readonly text: string;
}

interface Worse extends FreshSeeds {
  /** How much worse than the best. */
  readonly by: number;
  /** Left out where one of the two has a single seed, or nothing varied. */
  readonly pValue?: number;
}

/** Undefined where a study has no fresh seeds. */
export function freshSeedsOf(study: StudySide, objective: SideBySide['objective']): FreshSeeds | undefined {
  const { certainty } = study.summary;
  const expected = certainty && expectedOfWinner(certainty);
  if (!expected) return undefined;
  const winner = configurationsOf(study.record.trials).find(({ trial }) => trial.number === certainty.configurations[0]?.trial);
  const losses = [...(winner?.losses.values() ?? [])];
  return { study, expected: toLoss(objective, expected.mean), text: plusMinus(expected), losses };
}

/** The best of those studies that have fresh seeds, and the others beside it in their order; undefined where fewer than two have some. */
export function besideBest({
  objective,
  studies,
}: SideBySide): { readonly best: FreshSeeds; readonly others: readonly Worse[] } | undefined {
  const sides = studies.flatMap((study) => freshSeedsOf(study, objective) ?? []);
  const [first, ...rest] = sides;
  if (first === undefined || rest.length === 0) return undefined;
  const best = rest.reduce((lowest, side) => (side.expected < lowest.expected ? side : lowest), first);
  const others = sides.filter((side) => side !== best).map((side) => ({ ...side, by: side.expected - best.expected }));
  const pValues = pValuesBetweenStudies(best, others);
  return { best, others: others.map((other, i) => (pValues[i] === undefined ? other : { ...other, pValue: pValues[i] })) };
}

/** `p = 0.012`, `p < 0.001` */
export function pText(pValue: number): string {
  return pValue < 0.001 ? 'p < 0.001' : `p = ${Number(pValue.toPrecision(2))}`;
}
