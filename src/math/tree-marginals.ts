/**
 * What a tree predicts on average over all coordinates but some: exact, as a sum over its leaves' boxes. With it the variance of
 * the tree falls into shares of single coordinates and of pairs.
 *
 * Hutter, Hoos & Leyton-Brown: An Efficient Approach for Assessing Hyperparameter Importance, ICML 2014,
 * https://proceedings.mlr.press/v32/hutter14.html: algorithms 1 and 2.
 */
import type { Tree } from './regression-forest.js';

/** Of each coordinate the shares of its levels, (D,) of (L,). */
export type Masses = readonly (readonly number[])[];

export interface VarianceShares {
  /** Of each coordinate alone. (D,) */
  readonly main: readonly number[];
  /** Of two together, beyond what each does alone: [j][k] for j < k. */
  readonly pairs: readonly (readonly number[])[];
}

interface Stretch {
  /** The levels in the box. */
  readonly levels: readonly number[];
  /** Their share together. */
  readonly mass: number;
}

interface Box {
  readonly value: number;
  /** (D,); undefined along a coordinate that it spans. */
  readonly along: readonly (Stretch | undefined)[];
}

export class TreeMarginals {
  readonly #masses: Masses;
  readonly #boxes: readonly Box[];

  constructor(tree: Tree, masses: Masses) {
    this.#masses = masses;
    this.#boxes = tree.map(({ value, sides }) => {
      const along = new Array<Stretch | undefined>(masses.length).fill(undefined);
      for (const { coordinate, levels } of sides) {
        const inside = [...levels.keys()].filter((level) => levels[level] === 1);
        const mass = inside.reduce((sum, level) => sum + (masses[coordinate]?.[level] as number), 0);
        along[coordinate] = { levels: inside, mass };
      }
      return { value, along };
    });
  }

  /** The mean over all coordinates. */
  mean(): number {
    return this.#boxes.reduce((sum, box) => sum + box.value * shareOf(box), 0);
  }

  /** For each level of coordinate `j` the mean over all others. (L_j,) */
  of(j: number): Float64Array {
    const result = new Float64Array((this.#masses[j] as readonly number[]).length);
    let everywhere = 0;
    for (const box of this.#boxes) {
      const weighted = box.value * shareOf(box, j);
      const own = box.along[j];
      if (own === undefined) everywhere += weighted;
      else for (const level of own.levels) result[level] = (result[level] as number) + weighted;
    }
    return result.map((sum) => sum + everywhere);
  }

  /** For each level of `j`, and in it of `k`, the mean over all other coordinates. (L_j * L_k,) */
  ofPair(j: number, k: number): Float64Array {
    const [rows, columns] = [(this.#masses[j] as readonly number[]).length, (this.#masses[k] as readonly number[]).length];
    const result = new Float64Array(rows * columns);
    const [inRow, inColumn] = [new Float64Array(rows), new Float64Array(columns)];
    let everywhere = 0;
    for (const box of this.#boxes) {
      const weighted = box.value * shareOf(box, j, k);
      const [ofRows, ofColumns] = [box.along[j], box.along[k]];
      if (ofRows === undefined && ofColumns === undefined) everywhere += weighted;
      else if (ofRows === undefined)
        for (const column of ofColumns?.levels ?? []) inColumn[column] = (inColumn[column] as number) + weighted;
      else if (ofColumns === undefined) for (const row of ofRows.levels) inRow[row] = (inRow[row] as number) + weighted;
      else
        for (const row of ofRows.levels)
          for (const column of ofColumns.levels) {
            const at = row * columns + column;
            result[at] = (result[at] as number) + weighted;
          }
    }
    return result.map(
      (sum, at) => sum + (inRow[Math.floor(at / columns)] as number) + (inColumn[at % columns] as number) + everywhere,
    );
  }

  /** The shares of the tree's variance; undefined of a tree that predicts the same everywhere. */
  varianceShares(): VarianceShares | undefined {
    const mean = this.mean();
    const total = this.#boxes.reduce((sum, box) => sum + (box.value - mean) ** 2 * shareOf(box), 0);
    if (!(total > 0)) return undefined;
    const main = this.#masses.map((masses, j) => {
      const means = this.of(j);
      return masses.reduce((sum, mass, level) => sum + mass * ((means[level] as number) - mean) ** 2, 0) / total;
    });
    const pairs = this.#masses.map((_, j) => this.#masses.map((_, k) => (k > j ? this.#together(j, k, mean) / total : 0)));
    // What is left of nothing after rounding may be below 0.
    const alone = (j: number, k: number) => (main[j] as number) + (main[k] as number);
    return { main, pairs: pairs.map((row, j) => row.map((both, k) => (k > j ? Math.max(0, both - alone(j, k)) : 0))) };
  }

  /** The variance of the means over all coordinates but these. */
  #together(j: number, k: number, mean: number): number {
    const means = this.ofPair(j, k);
    const [ofRows, ofColumns] = [this.#masses[j] as readonly number[], this.#masses[k] as readonly number[]];
    let sum = 0;
    for (const [row, ofRow] of ofRows.entries())
      for (const [column, ofColumn] of ofColumns.entries())
        sum += ofRow * ofColumn * ((means[row * ofColumns.length + column] as number) - mean) ** 2;
    return sum;
  }
}

/** The share of the space that a box takes along all coordinates but these. */
function shareOf({ along }: Box, j = -1, k = -1): number {
  let product = 1;
  for (let i = 0; i < along.length; i++) {
    const stretch = along[i];
    if (stretch !== undefined && i !== j && i !== k) product *= stretch.mass;
  }
  return product;
}
