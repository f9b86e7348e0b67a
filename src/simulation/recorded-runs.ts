import type { Objective } from '../core/objective.js';
import { toLoss } from '../core/objective.js';
import type { SearchSpace } from '../core/search-space.js';
import type { RecordedTable, TableSpec } from '../core/task-spec.js';
import type { Params } from '../core/trial.js';
import type { VirtualRun, VirtualRuns } from './virtual-run.js';

/** The runs of a study's table, by the parameters that a trial has. Made once for any number of simulations. */
export function recordedRuns(space: SearchSpace, { table }: TableSpec): VirtualRuns {
  const keyOf = (params: Params) => JSON.stringify(space.parameters.map(({ name }) => params[name] ?? null));
  const rowOf = new Map((space.rows ?? []).map((row, index) => [keyOf(row), index]));
  return ({ params }) => {
    const row = rowOf.get(keyOf(params));
    if (row === undefined) throw new Error(`Expected the parameters of a recorded row, got ${JSON.stringify(params)}`);
    return runOfRow(table, row);
  };
}

/** The lowest loss that the table has to give; Infinity when every run diverged at once. */
export function lowestLoss({ table, score }: TableSpec, objective: Objective): number {
  let lowest = Number.POSITIVE_INFINITY;
  for (const curve of table.curves) {
    const end = curve.findIndex((value) => !Number.isFinite(value));
    const counted = score === 'best' ? curve.slice(0, end === -1 ? curve.length : end) : end === -1 ? curve.slice(-1) : [];
    for (const value of counted) lowest = Math.min(lowest, toLoss(objective, value));
  }
  return lowest;
}

/** What the rows cost on average when they run to their end, or until they diverge. */
export function meanCost({ table }: TableSpec): number {
  const costs = table.curves.map((curve, row) => {
    const { steps, stepCost } = runOfRow(table, row);
    const end = curve.findIndex((value) => !Number.isFinite(value));
    return (steps[end === -1 ? curve.length - 1 : end] as number) * stepCost;
  });
  return costs.reduce((sum, cost) => sum + cost, 0) / costs.length;
}

function runOfRow(table: RecordedTable, row: number): VirtualRun {
  const curve = table.curves[row] as readonly number[];
  return {
    steps: table.steps?.[row] ?? countTo(curve.length),
    valueAt: (index) => curve[index] as number,
    stepCost: table.costs?.[row] ?? 1,
  };
}

/** 1, 2 ... `length`: many runs have the same length. */
const counts = new Map<number, readonly number[]>();

function countTo(length: number): readonly number[] {
  const known = counts.get(length);
  if (known) return known;
  const count = Array.from({ length }, (_, index) => index + 1);
  counts.set(length, count);
  return count;
}
