/**
 * Whether the honest ranking is as honest as it says: on simulated studies whose truth is known, how often the confidence intervals hold
 * it, how often "cannot be told from the best" is denied to the best, and how much of a search's optimism final retrainings leave.
 * The noise of a seed has a standard deviation of 1; a search tries 40 configurations.
 *
 *     npx tsx bench/statistics.ts
 */
import { type Rng, standardNormal } from '../src/math/rng.js';
import { coverage, meanOptimism, noises, type Plan, tellingApart } from './simulated-studies.js';

const studies = 2000;
/** A bootstrap each for every interval and test. */
const studiesOfBootstrap = 400;
const tried = 40;

/** Expected losses that differ by so many deviations of the noise. */
function spread(deviation: number): Plan['expected'] {
  return (rng: Rng) => Array.from({ length: tried }, () => deviation * standardNormal(rng));
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`.padStart(8);
}

console.log(
  `95 % intervals of the mean over fresh seeds hold the truth (${studies} studies, differences between configurations of 1)`,
);
console.log('    seeds of                  3 finalists   the winner');
for (const seeds of [2, 3, 5]) {
  const { all, first } = coverage({ expected: spread(1), noise: 'normal', finalize: { top: 3, seeds } }, studies);
  console.log(`    final retraining, ${seeds}     ${percent(all)}      ${percent(first)}`);
}
for (const seeds of [3, 5]) {
  const { all, first } = coverage({ expected: spread(1), noise: 'normal', race: { top: 5, seeds } }, studies);
  console.log(`    race of 5, ${seeds}            ${percent(all)}      ${percent(first)}`);
}

console.log(
  `\nthe same, of all finalists, by what the noise is like (${studiesOfBootstrap} studies; from 10 seeds on by bootstrap in doubt)`,
);
console.log(`    seeds      ${Object.keys(noises).join('   ')}`);
for (const seeds of [5, 10, 20, 40]) {
  const cells = Object.keys(noises).map((noise) => {
    const plan: Plan = { expected: spread(1), noise: noise as Plan['noise'], finalize: { top: 3, seeds } };
    return percent(coverage(plan, studiesOfBootstrap).all).padEnd(12);
  });
  console.log(`    ${String(seeds).padEnd(5)} ${cells.join('')}`);
}

console.log(`\nhow often the best is told from what looks best, at most 5 %, and others are (${studies} studies)`);
console.log('    configurations           seeds   the best    others');
const truths: Readonly<Record<string, readonly number[]>> = {
  '2, next to equal': [0, 1e-9],
  '5, next to equal': [0, 1e-9, 2e-9, 3e-9, 4e-9],
  '3 next to equal, 2 worse': [0, 1e-9, 2e-9, 3, 4],
  '5, each 1 worse': [0, 1, 2, 3, 4],
};
for (const [name, truth] of Object.entries(truths)) {
  for (const seeds of [2, 5]) {
    const plan: Plan = { expected: () => truth, noise: 'normal', shared: 0.3, finalize: { top: truth.length, seeds } };
    const { wrong, right } = tellingApart(plan, studies);
    console.log(`    ${name.padEnd(24)} ${String(seeds).padEnd(5)} ${percent(wrong)}   ${percent(right)}`);
  }
}

console.log(`\nhow much too good the figures are (${studies} studies, 3 finalists of ${tried} with 5 seeds)`);
console.log('    differences   seen by the search   finalists   winner   expected of the winner');
for (const deviation of [0, 1, 3]) {
  const plan: Plan = { expected: spread(deviation), noise: 'normal', finalize: { top: 3, seeds: 5 } };
  const { seen, finalists, winner, expected } = meanOptimism(plan, studies);
  const [ofFinalists, ofWinner, ofExpected] = [finalists, winner, expected].map((value) => percent(value / seen));
  console.log(`    ${String(deviation).padEnd(13)} ${seen.toFixed(2).padEnd(16)}   ${ofFinalists}  ${ofWinner}   ${ofExpected}`);
}
