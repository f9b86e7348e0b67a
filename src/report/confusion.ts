import type { Confusion } from '../core/confusion.js';

/** The most classes whose whole matrix can be taken in. */
export const mostClassesInMatrix = 20;

/** Of more classes, so many mistakes are listed. */
const mostMistakes = 20;

/** The examples of a true class, by what they were taken for. */
export interface ClassRow {
  readonly label: string;
  /** [classes] */
  readonly counts: readonly number[];
  readonly examples: number;
  /** Share of the examples that were taken for what they are; left out where there are none, and of what is no class. */
  readonly found?: number;
}

/** One row a true class, in the order of the labels. */
export function classRows({ labels, cells, none }: Confusion): ClassRow[] {
  const matrix = labels.map(() => new Array<number>(labels.length).fill(0));
  for (const [truth, predicted, count] of cells) (matrix[truth] as number[])[predicted] = count;
  return labels.map((label, k) => {
    const counts = matrix[k] as number[];
    const examples = counts.reduce((sum, count) => sum + count, 0);
    const hasShare = examples > 0 && k !== none;
    return { label, counts, examples, ...(hasShare && { found: shareOf(counts[k] as number, examples) }) };
  });
}

export interface Mistake {
  readonly truth: string;
  readonly predicted: string;
  readonly count: number;
  /** Of the examples of the true class. */
  readonly share: number;
}

/** The most frequent mistakes, the first first; of equals in the order of the labels. */
export function frequentMistakes({ labels, cells }: Confusion): Mistake[] {
  const examples = new Map<number, number>();
  for (const [truth, , count] of cells) examples.set(truth, (examples.get(truth) ?? 0) + count);
  return cells
    .filter(([truth, predicted]) => truth !== predicted)
    .sort(([, , a], [, , b]) => b - a)
    .slice(0, mostMistakes)
    .map(([truth, predicted, count]) => ({
      truth: labels[truth] ?? '',
      predicted: labels[predicted] ?? '',
      count,
      share: shareOf(count, examples.get(truth) ?? 0),
    }));
}

function shareOf(count: number, examples: number): number {
  return examples === 0 ? 0 : count / examples;
}
