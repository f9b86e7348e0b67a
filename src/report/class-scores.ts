import type { Confusion } from '../core/confusion.js';

/** How well one class is told from the others: what is undefined has nothing to be measured on. */
export interface ClassScores {
  readonly label: string;
  /** Of what was taken for the class, the share that is of it. */
  readonly precision?: number;
  /** Of what is of the class, the share that was taken for it. */
  readonly recall?: number;
  /** 2 TP / (2 TP + FP + FN), the harmonic mean of both. */
  readonly f1?: number;
  /** Examples of the class. */
  readonly support: number;
}

export interface ScoreTable {
  /** In the order of the labels. */
  readonly classes: readonly ClassScores[];
  /** Of entities: over all of them together, as CoNLL counts them. */
  readonly micro?: ClassScores;
  /** The mean over the classes that occur, in truth or among the predictions: what is undefined counts 0. */
  readonly macro: ClassScores;
  /** The same, with each class's support as its weight. */
  readonly weighted: ClassScores;
}

/** As scikit-learn's `classification_report` has it. */
export function scoreTable({ labels, cells, none }: Confusion): ScoreTable {
  const [hits, actual, predicted] = [zeros(labels), zeros(labels), zeros(labels)]; // (K,) each
  for (const [truth, taken, count] of cells) {
    actual[truth] = (actual[truth] as number) + count;
    predicted[taken] = (predicted[taken] as number) + count;
    if (truth === taken) hits[truth] = count;
  }
  const real = [...labels.keys()].filter((k) => k !== none);
  const classes = real.map((k) => scores(labels[k] as string, hits[k] as number, actual[k] as number, predicted[k] as number));
  const total = (counts: readonly number[]) => real.reduce((sum, k) => sum + (counts[k] as number), 0);
  const occurring = classes.filter(({ f1 }) => f1 !== undefined);
  return {
    classes,
    ...(none !== undefined && { micro: scores('micro average', total(hits), total(actual), total(predicted)) }),
    macro: average('macro average', occurring, () => 1),
    weighted: average('weighted average', occurring, ({ support }) => support),
  };
}

function scores(label: string, hits: number, support: number, guesses: number): ClassScores {
  return {
    label,
    ...(guesses > 0 && { precision: hits / guesses }),
    ...(support > 0 && { recall: hits / support }),
    ...(support + guesses > 0 && { f1: (2 * hits) / (support + guesses) }),
    support,
  };
}

/** The averages that a table of scores ends with. */
export function averagesOf({ micro, macro, weighted }: ScoreTable): ClassScores[] {
  return [...(micro ? [micro] : []), macro, weighted];
}

function average(label: string, classes: readonly ClassScores[], weightOf: (scores: ClassScores) => number): ClassScores {
  const total = classes.reduce((sum, scores) => sum + weightOf(scores), 0);
  const mean = (key: 'precision' | 'recall' | 'f1') =>
    classes.reduce((sum, scores) => sum + weightOf(scores) * (scores[key] ?? 0), 0) / total;
  const support = classes.reduce((sum, scores) => sum + scores.support, 0);
  if (total === 0) return { label, support };
  return { label, precision: mean('precision'), recall: mean('recall'), f1: mean('f1'), support };
}

function zeros(labels: readonly string[]): number[] {
  return labels.map(() => 0);
}

/** The classes that are told apart worst, the worst first; of equals in the order of the labels. */
export function worstFirst(classes: readonly ClassScores[]): ClassScores[] {
  return classes.filter(({ f1 }) => f1 !== undefined).sort((a, b) => (a.f1 as number) - (b.f1 as number));
}

export const scoreColumns = ['precision', 'recall', 'F1', 'support'] as const;

/** A class's cells, in the order of `scoreColumns`. */
export function scoreCells({ precision, recall, f1, support }: ClassScores): string[] {
  const share = (value: number | undefined) => (value === undefined ? '–' : value.toFixed(3));
  return [share(precision), share(recall), share(f1), support.toLocaleString('en-US')];
}
