import type { Wins } from './wins.js';

/**
 * How well scores rank the examples of a class above others, as the area under the receiver operating characteristic: the probability
 * that an example of the class gets a higher score than one of another, a tie counting half (Hanley and McNeil, "The Meaning and Use
 * of the Area under a ROC Curve", 1982, https://doi.org/10.1148/radiology.143.1.7063747). The mean of each class against the rest,
 * over those that occur (scikit-learn's `roc_auc_score` with `multi_class='ovr'`): it depends on how frequent the classes are. NaN
 * where only one class occurs.
 */
export function auroc(wins: Wins): number {
  const present = classesIn(wins);
  return mean(present.map((k) => area(wins, k, without(present, k))));
}

/**
 * The measure M of Hand and Till ("A Simple Generalisation of the Area Under the ROC Curve for Multiple Class Classification
 * Problems", 2001, eq. 7, https://doi.org/10.1023/A:1010920819831): the mean over all pairs of classes that occur of how well each
 * is told from the other among the examples of these two, so that it does not depend on how frequent they are (scikit-learn's
 * `roc_auc_score` with `multi_class='ovo'`). Of two classes it is `auroc`. NaN where only one class occurs.
 */
export function pairwiseAuroc(wins: Wins): number {
  const present = classesIn(wins);
  return mean(present.flatMap((k) => without(present, k).map((other) => area(wins, k, [other]))));
}

/** How well the score of class `k` tells it from the others together. */
function area({ counts, won }: Wins, k: number, others: readonly number[]): number {
  const classes = counts.length;
  const examples = others.reduce((sum, other) => sum + (counts[other] as number), 0);
  const wins = others.reduce((sum, other) => sum + (won[k * classes + other] as number), 0);
  return wins / ((counts[k] as number) * examples);
}

function classesIn({ counts }: Wins): number[] {
  return [...counts.keys()].filter((k) => (counts[k] as number) > 0);
}

function without(classes: readonly number[], k: number): number[] {
  return classes.filter((other) => other !== k);
}

function mean(areas: readonly number[]): number {
  return areas.reduce((sum, value) => sum + value, 0) / areas.length;
}
