import { withDerived } from '../core/search-space.js';
import type { StudySpec } from '../core/study-spec.js';
import type { Params, Trial } from '../core/trial.js';

/**
 * How many steps each trial takes, where they differ: the parameter or derived value `epochs`, or the length of a recorded run.
 * Undefined where all trials take the same.
 */
export function ownSteps({ space, task }: StudySpec): ((trial: Trial) => number | undefined) | undefined {
  if (task.kind === 'table') return recordedSteps(space, task);
  const named = [...space.parameters, ...(space.derived ?? [])].some(({ name }) => name === 'epochs');
  if (!named) return undefined;
  return ({ params }) => {
    const { epochs } = withDerived(space, params);
    return typeof epochs === 'number' ? Math.min(epochs, task.epochs ?? epochs) : undefined;
  };
}

function recordedSteps(
  { parameters, rows = [] }: StudySpec['space'],
  { table, epochs }: Extract<StudySpec['task'], { kind: 'table' }>,
) {
  const lengths = table.curves.map((curve, row) => table.steps?.[row]?.at(-1) ?? curve.length);
  if (lengths.every((length) => length === epochs)) return undefined;
  const keyOf = (params: Params) => JSON.stringify(parameters.map(({ name }) => params[name] ?? null));
  const lengthOf = new Map(rows.map((row, i) => [keyOf(row), lengths[i] as number]));
  return ({ params }: Trial) => lengthOf.get(keyOf(params));
}
