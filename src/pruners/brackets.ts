/**
 * Hyperband: several brackets of successive halving side by side, from one that starts many trials and looks at them early to one
 * that lets all of its few trials run to the end, since nobody knows beforehand how early a good trial can be told from a bad one.
 *
 * Li, Jamieson, DeSalvo, Rostamizadeh & Talwalkar: Hyperband: A Novel Bandit-Based Approach to Hyperparameter Optimization, JMLR
 * 18, 2018, https://jmlr.org/papers/v18/16-558.html. With the sampler `tpe`, which ranks pruned trials by how far they came, it is
 * BOHB (Falkner, Klein & Hutter: BOHB: Robust and Efficient Hyperparameter Optimization at Scale, 2018,
 * https://arxiv.org/abs/1807.01774) but for its density model.
 *
 * Where we differ: brackets do not run one after the other. Each has its share of the trials from the beginning, in proportion to
 * how many trials the paper gives it, and halves them asynchronously among themselves (asha.ts, `mode: stop`).
 */

import type { PruneContext, PruneDecision, Pruner } from '../core/pruner.js';
import { decideToStop } from './asha.js';
import { Halving } from './halving.js';
import { Rungs } from './rungs.js';

export interface Bracket {
  /** How often it halves: the paper's letter. */
  readonly s: number;
  /** The paper's n: how many trials start in it, in one round of all brackets. */
  readonly trials: number;
  readonly rungs: Rungs;
}

/** The brackets for trials of at most `most` steps (the paper's R), s_max first. */
export function bracketsOf(most: number, eta: number): Bracket[] {
  const brackets: Bracket[] = [];
  let sMax = 0;
  // Not by logarithms: log(243) / log(3) comes out below 5.
  while (eta ** (sMax + 1) <= most) sMax++;
  for (let s = sMax; s >= 0; s--) {
    const trials = Math.ceil(((sMax + 1) * eta ** s) / (s + 1)); // Algorithm 1, line 2: n = ceil(B / R * eta^s / (s + 1))
    brackets.push({ s, trials, rungs: new Rungs(most * eta ** -s, eta, most) }); // r = R * eta^-s
  }
  return brackets;
}

/**
 * Index of a trial's bracket: the multiples of the golden ratio fill [0, 1) evenly from the first one on, so at any time each
 * bracket has about its share of the trials.
 */
export function bracketOf(trialNumber: number, brackets: readonly Bracket[]): number {
  const total = brackets.reduce((sum, { trials }) => sum + trials, 0);
  let point = ((trialNumber * goldenRatio) % 1) * total;
  return brackets.findIndex(({ trials }, i) => {
    point -= trials;
    return point < 0 || i === brackets.length - 1;
  });
}

const goldenRatio = (Math.sqrt(5) - 1) / 2;

export function bracketPruner(most: number, eta: number): Pruner {
  const brackets = bracketsOf(most, eta);
  const halvings = brackets.map(({ rungs }, i) => new Halving(rungs, eta, ({ number }) => bracketOf(number, brackets) === i));
  return { decide: (context) => decide(brackets, halvings, context) };
}

function decide(brackets: readonly Bracket[], halvings: readonly Halving[], context: PruneContext): PruneDecision {
  const i = bracketOf(context.trial.number, brackets);
  const { s } = brackets[i] as Bracket;
  const decision = decideToStop(halvings[i] as Halving, context, ` of bracket ${s}`);
  return decision.numbers === undefined ? decision : { ...decision, numbers: { bracket: s, ...decision.numbers } };
}
