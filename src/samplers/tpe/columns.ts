import {
  type CategoricalDistribution,
  choiceProbabilities,
  type OrderedDistribution,
  valueCount,
} from '../../core/distribution.js';
import type { Parameter } from '../../core/search-space.js';
import { priorNormal, priorProbabilities, type UnitNormal } from '../prior.js';

/** A parameter as the estimators see it: ordered values are places in [0, 1], categorical ones the index of their choice. */
export type Column = OrderedColumn | CategoricalColumn;

export interface OrderedColumn {
  /** A value of a stepped one is the stretch of its share, one of a continuous one a point. */
  readonly kind: 'continuous' | 'stepped';
  readonly name: string;
  readonly distribution: OrderedDistribution;
  /** The user's guess of where good values are. */
  readonly prior?: UnitNormal;
}

export interface CategoricalColumn {
  readonly kind: 'categorical';
  readonly name: string;
  readonly distribution: CategoricalDistribution;
  /** The distribution's own (C,). */
  readonly probabilities: readonly number[];
  /** The user's guess (C,); the same without one. */
  readonly prior: readonly number[];
}

/** Those whose kernels cost least to compare come first: a kernel that they show to be far away needs no more. */
const order = { continuous: 0, categorical: 1, stepped: 2 } as const;

export function columnsOf(parameters: readonly Parameter[]): Column[] {
  return parameters.map(toColumn).sort((a, b) => order[a.kind] - order[b.kind]);
}

function toColumn({ name, distribution, prior }: Parameter): Column {
  if (distribution.kind === 'categorical') {
    const probabilities = choiceProbabilities(distribution);
    return { kind: 'categorical', name, distribution, probabilities, prior: priorProbabilities(distribution, prior) };
  }
  const kind = Number.isFinite(valueCount(distribution)) ? 'stepped' : 'continuous';
  return { kind, name, distribution, ...(prior && { prior: priorNormal(distribution, prior) }) };
}
