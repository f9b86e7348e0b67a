/** Sentences about how sure the result is, for people. */
import { fromLoss, type Objective } from '../core/objective.js';
import type { SearchGain } from '../study/search-gain.js';
import { type Certainty, halfWidthOf } from './certainty.js';
import { countText, numberText, shareText } from './wording.js';

/** More would hide the sentence behind the list. */
const mostNamed = 6;

/** How much further than the other an end of an interval lies from the mean that ± would hide, in halves of the interval. */
const lopsided = 0.05;

export const certaintyNote =
  'Each of these configurations was trained again with fresh seeds. The mean over them is honest: the value by which the search chose is not in ' +
  'it, as a search prefers what was lucky. ± is half of the 95 % confidence interval; its ends are written out where one is further away, as of ' +
  'the best of several means, which is likely a lucky one. That luck is taken off where the winner is said to be too good by so much. Seeds ' +
  'are paired where configurations share them.';

/** A value with its confidence interval. */
interface Uncertain {
  readonly mean: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** `0.801 ± 0.006` or `0.793 (0.785 to 0.799)`, to two digits of the uncertainty; without an interval where there is none. */
export function plusMinus(measured: Uncertain): string {
  const { value, spread } = valueAndSpread(measured);
  if (spread === '') return value;
  return spread.startsWith('±') ? `${value} ${spread}` : `${value} (${spread})`;
}

/** The value, and `± 0.006` or `0.785 to 0.799`; nothing where there is no interval. */
export function valueAndSpread({ mean, low, high }: Uncertain): { readonly value: string; readonly spread: string } {
  const half = halfWidthOf({ low, high });
  if (half === undefined || low === null || high === null) return { value: numberText(mean), spread: '' };
  const text = uncertainFormat(half);
  const isEven = Math.abs(mean - (low + high) / 2) <= lopsided * half;
  return { value: text(mean), spread: isEven ? `± ${text(half)}` : `${text(low)} to ${text(high)}` };
}

/** What to expect of the winner when it is trained once more, with the interval of its expectation. */
export function expectedOfWinner({ configurations: [winner], expected }: Certainty): Uncertain | undefined {
  return winner && { mean: expected, low: winner.low, high: winner.high };
}

/** Writes numbers to the second digit of this one, which is as uncertain as they are. */
export function uncertainFormat(uncertainty: number): (value: number) => string {
  const decimals = 1 - Math.floor(Math.log10(Math.abs(uncertainty)));
  return decimals >= 0 && decimals <= 6 ? (value) => value.toFixed(decimals) : numberText;
}

/** Which others may be as good as the winner. */
export function untoldText({ configurations, untoldSingles }: Certainty): string {
  const [winner, ...others] = configurations;
  if (winner === undefined) return '';
  const untold = others.filter(({ toldFromBest }) => toldFromBest === false).map(({ trial }) => trial);
  const unknown = others.filter(({ toldFromBest }) => toldFromBest === null).length;
  if (others.length > 0 && unknown === others.length) return 'With one fresh seed each, nothing can be told of which is best.';
  const sentences = [
    others.length === 0
      ? 'No other configuration was trained again, so there is nothing to compare it with.'
      : untold.length === 0
        ? `${capitalised(trialsText([winner.trial]))} is better than ${countText(others.length, 'other configuration')} that ${others.length === 1 ? 'was' : 'were'} trained again, beyond doubt.`
        : `${capitalised(trialsText(untold))} cannot be told from ${trialsText([winner.trial])}.`,
    ...(untoldSingles.length > 0 ? [`Nor can ${trialsText(untoldSingles)}, of which there is one seed.`] : []),
  ];
  return sentences.join(' ');
}

/** How much of the value that the search saw of the winner was luck. */
export function optimismText({ configurations: [winner], expected }: Certainty): string {
  if (winner === undefined) return '';
  const { seen, optimism, seeds, mean } = winner;
  const how =
    optimism > 0
      ? `${numberText(rounded(optimism))} too good`
      : optimism < 0
        ? `${numberText(rounded(-optimism))} too modest`
        : 'neither too good nor too modest';
  const next =
    expected === mean
      ? ''
      : ` Trained once more it can be expected to come to ${numberText(expected)}: its mean, ${numberText(mean)}, is the best of several, and so a little lucky, too.`;
  return `The search saw ${numberText(seen)}, which ${countText(seeds, 'fresh seed')} ${seeds === 1 ? 'shows' : 'show'} to be ${how}.${next}`;
}

/** What the search bought: its best beside random search's. */
export function searchGainText(gain: SearchGain, objective: Objective): string {
  const value = (loss: number) => numberText(fromLoss(objective, loss));
  const { drawn, trials, best, reached } = gain;
  if (gain.isTooFew) {
    return `${drawn === 0 ? 'No trial was' : `Only ${countText(drawn, 'trial')} ${drawn === 1 ? 'was' : 'were'}`} drawn at random, so what random search would have reached cannot be told.`;
  }
  const ofAll = gain.expectedBest.at(-1) as number;
  if (reached > 0 && best >= ofAll) {
    const half = gain.expectedBest[Math.ceil(drawn / 2) - 1] as number;
    const which =
      drawn >= trials
        ? `Every trial was drawn at random, so ${value(best)} is what random search finds in ${drawn}.`
        : 'The best value of one seed is that of a trial drawn at random: by it, the search bought nothing.';
    return `${which} Half of the ${drawn} random trials would have been expected to reach ${value(half)}.`;
  }
  const better = Math.max(0, ofAll - best);
  const cameAsFar =
    reached === 0
      ? `None of them came as far; with 95 % confidence at most ${shareText(gain.shareAtMost)} of random trials would`
      : `${countText(reached, 'of them', 'of them')} came as far`;
  const fewer =
    drawn < trials
      ? ` A random search of ${countText(trials, 'trial')} would have come further than ${drawn}; how far, ${drawn} cannot tell.`
      : '';
  return `The search's best value of one seed, ${value(best)}, is ${numberText(rounded(better))} better than ${value(ofAll)}, the best of the ${drawn} trials that were drawn at random. ${cameAsFar}.${fewer}`;
}

function trialsText(trials: readonly number[]): string {
  const named = trials.slice(0, mostNamed).map(String);
  const more = trials.length - named.length;
  const parts = more > 0 ? [...named, `${more} more`] : named;
  const last = parts.at(-1) as string;
  return `${trials.length === 1 ? 'trial' : 'trials'} ${parts.length === 1 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`}`;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Two digits are more than an uncertainty has. */
function rounded(value: number): number {
  return Number(value.toPrecision(2));
}
