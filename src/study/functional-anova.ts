import type { LossForest } from './loss-forest.js';

/** What parts of the variance of a forest of losses, over the whole search space, come from, as means over its trees. */
export interface FunctionalAnova {
  /** The largest share first. */
  readonly main: readonly { readonly name: string; readonly share: number }[];
  /** What two parameters decide together, beyond what each does alone; the largest share first. */
  readonly pairs: readonly { readonly names: readonly [string, string]; readonly share: number }[];
}

/** Undefined where every tree predicts the same everywhere. */
export function functionalAnova({ parameters, marginalsAmong }: LossForest): FunctionalAnova | undefined {
  const shares = (marginalsAmong([]) ?? []).map((tree) => tree.varianceShares()).filter((own) => own !== undefined);
  if (shares.length === 0) return undefined;
  const mean = (of: (own: (typeof shares)[number]) => number) => shares.reduce((sum, own) => sum + of(own), 0) / shares.length;
  const main = parameters.map(({ name }, j) => ({ name, share: mean((own) => own.main[j] as number) }));
  const pairs = parameters.flatMap(({ name }, j) =>
    parameters.slice(j + 1).map((other, offset) => ({
      names: [name, other.name] as const,
      share: mean((own) => own.pairs[j]?.[j + 1 + offset] as number),
    })),
  );
  const byShare = (a: { share: number }, b: { share: number }) => b.share - a.share;
  return { main: main.sort(byShare), pairs: pairs.sort(byShare) };
}
