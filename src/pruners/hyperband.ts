import { UsageError } from '../core/errors.js';
import { bracketPruner } from './brackets.js';
import { definePruner } from './define.js';
import { bandPruner, bandsDownFrom, bandsUpFrom } from './wandb-bands.js';

/** One word for two things: the brackets of the paper (brackets.ts), and what W&B means by it (wandb-bands.ts). */
export const hyperband = definePruner({
  description:
    'Brackets of successive halving that begin with more or fewer steps; with `min_iter`, or `max_iter` and `s`: as in W&B',
  options: {
    max_iter: {
      description: 'The most steps of a trial; left out: as many as the task has',
      kind: 'integer',
      minimum: 1,
    },
    eta: {
      description: 'Reduction factor: the best 1/eta go on',
      kind: 'number',
      minimum: 1,
      exclusive: true,
      default: 3,
    },
    min_iter: { description: "The first of W&B's bands", kind: 'integer', minimum: 1 },
    s: { description: "How many of W&B's bands there are below `max_iter`", kind: 'integer', minimum: 1 },
    strict: {
      description: "With W&B's bands: compare a trial's value at the band, not its best one so far",
      kind: 'boolean',
      default: true,
    },
  },
  create: ({ max_iter, eta, min_iter, s, strict }, { epochs }) => {
    if (s !== undefined) {
      if (max_iter === undefined)
        throw new UsageError('Expected the pruner hyperband to have `max_iter` beside `s`, got `s` alone');
      const bands = bandsDownFrom(max_iter, eta, s);
      if (bands.length > 0) return bandPruner({ bands, eta, strict });
      throw new UsageError(`Expected \`max_iter\` of the pruner hyperband to be at least \`eta\`, got ${max_iter} and ${eta}`);
    }
    if (min_iter !== undefined) {
      if (max_iter === undefined) return bandPruner({ bands: bandsUpFrom(min_iter, eta), eta, strict });
      throw new UsageError(
        'Expected the pruner hyperband to have `min_iter` (bands from there up, as in W&B) or `max_iter` (brackets up to there), got both',
      );
    }
    const most = max_iter ?? epochs;
    if (most === undefined) {
      throw new UsageError(
        'Expected the pruner hyperband to know the most steps of a trial, but the task does not say; give them as `max_iter`',
      );
    }
    if (eta < 2) throw new UsageError(`Expected \`eta\` of the pruner hyperband to be at least 2 for brackets, got ${eta}`);
    return bracketPruner(most, eta);
  },
});

/** Whether the options ask for W&B's bands. */
export function hasBands({ min_iter, s }: { readonly min_iter?: unknown; readonly s?: unknown }): boolean {
  return min_iter !== undefined || s !== undefined;
}
