/** Where the variance of the outcome over the whole space comes from: what each parameter decides alone, and what two decide together. */
import type { StudyRecord } from '../core/study-record.js';
import { type FunctionalAnova, functionalAnova } from '../study/functional-anova.js';
import { type LossForest, lossForest } from '../study/loss-forest.js';
import { countText, shareText } from './wording.js';

/** A forest that foresees less than this share of the variance has nothing to say. */
const leastExplained = 0.05;
const mostPairs = 6;
/** A pair with less of the variance is not told from what single trees make of chance. */
const leastShare = 0.02;

/** What a forest was grown from, and how much it knows. */
export interface ForestGrowth {
  /** How many trials, of how many that say something. */
  readonly trials: number;
  readonly of: number;
  /** The share of the variance between trials that it foresees of trials that it does not know. */
  readonly explained: number;
}

/** Shares of the variance of the objective, the first of several, by functional ANOVA of a random forest (study/functional-anova.ts). */
export interface Interactions extends ForestGrowth, FunctionalAnova {}

/** Undefined where too few trials are complete, or the forest foresees next to nothing. */
export function tellingForest({
  spec,
  trials,
}: StudyRecord): { readonly forest: LossForest; readonly interactions: Interactions } | undefined {
  const forest = lossForest(spec, trials);
  const anova = forest && functionalAnova(forest);
  if (forest === undefined || anova === undefined || forest.forest.explained < leastExplained) return undefined;
  return { forest, interactions: { trials: forest.trials, of: forest.of, explained: forest.forest.explained, ...anova } };
}

export interface TellingShares {
  readonly alone: FunctionalAnova['main'];
  readonly together: FunctionalAnova['pairs'];
  /** Of three parameters and more together, chance among it. */
  readonly rest: number;
}

/** Those that are more than chance, the largest first. */
export function tellingShares({ main, pairs }: FunctionalAnova): TellingShares {
  return {
    alone: main.filter(({ share }) => share >= leastShare),
    together: pairs.filter(({ share }) => share >= leastShare).slice(0, mostPairs),
    rest: Math.max(0, 1 - [...main, ...pairs].reduce((sum, { share }) => sum + share, 0)),
  };
}

export function interactionsNote(growth: ForestGrowth, { together }: TellingShares): string {
  return (
    `Where the variance of the outcome over the whole space comes from, by functional ANOVA of a random forest of ${forestText(growth)}: ` +
    `what two parameters decide together, beyond what each does alone, is an interaction.${
      together.length === 0 ? ` No pair has more than ${shareText(leastShare)}.` : ''
    }`
  );
}

export function restNote({ rest }: TellingShares): string {
  return `${shareText(rest)} is of three and more together, chance among it.`;
}

/** `412 trials, which foresees 71 % of the variance of trials that it does not know` */
export function forestText({ trials, of, explained }: ForestGrowth): string {
  const sample = trials < of ? ` (evenly chosen of ${of.toLocaleString('en-US')})` : '';
  return `${countText(trials, 'trial')}${sample}, which foresees ${shareText(explained)} of the variance of trials that it does not know`;
}
