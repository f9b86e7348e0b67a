/**
 * Whether the honest ranking is as honest as it says: on simulated studies whose truth is known, how often the confidence intervals hold
 * it, how often "cannot be told from the best" is denied to the best, and how much of a search's optimism final retrainings leave.
 * The noise of a seed has a standard deviation of 1; a search tries 40 configurations.
 *
 *     npx tsx bench/statistics.ts
 */
import { type Rng, standardNormal } from '../src/math/rng.js';
import { coverage, meanOptimism, noises, type Plan, racing, tellingApart } from './simulated-studies.js';

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

console.log(`95 % intervals of the mean over fresh seeds hold the truth (${studies} studies)`);
console.log('    differences between configurations of 0.3, 1 and 3 deviations: all that have fresh seeds, and the winner');
const differences = [0.3, 1, 3];
for (const [name, plan] of Object.entries<Pick<Plan, 'race' | 'finalize'>>({
  'final retraining of 3, 2 seeds': { finalize: { top: 3, seeds: 2 } },
  'final retraining of 3, 3 seeds': { finalize: { top: 3, seeds: 3 } },
  'final retraining of 3, 5 seeds': { finalize: { top: 3, seeds: 5 } },
  'race of 2, up to 6 seeds': { race: { top: 2, seeds: 6 } },
  'race of 3, up to 5 seeds': { race: { top: 3, seeds: 5 } },
  'race of 5, up to 3 seeds': { race: { top: 5, seeds: 3 } },
  'race of 5, up to 5 seeds': { race: { top: 5, seeds: 5 } },
  'race of 5, up to 10 seeds': { race: { top: 5, seeds: 10 } },
  'race of 5, then 3 with 5 seeds': { race: { top: 5, seeds: 5 }, finalize: { top: 3, seeds: 5 } },
})) {
  const cells = differences.map((deviation) => {
    const { all, first } = coverage({ expected: spread(deviation), noise: 'normal', ...plan }, studies);
    return `${percent(all)} ${percent(first)}`;
  });
  console.log(`    ${name.padEnd(32)} ${cells.join('   ')}`);
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
console.log('    configurations           seeds          the best     others');
const truths: Readonly<Record<string, readonly number[]>> = {
  '2, next to equal': [0, 1e-9],
  '5, next to equal': [0, 1e-9, 2e-9, 3e-9, 4e-9],
  '3 next to equal, 2 worse': [0, 1e-9, 2e-9, 3, 4],
  '5, each 1 worse': [0, 1, 2, 3, 4],
};
for (const [name, truth] of Object.entries(truths)) {
  const top = truth.length;
  for (const [how, plan] of Object.entries<Pick<Plan, 'race' | 'finalize'>>({
    '2': { finalize: { top, seeds: 2 } },
    '5': { finalize: { top, seeds: 5 } },
    'race up to 5': { race: { top, seeds: 5 } },
    'race up to 10': { race: { top, seeds: 10 } },
  })) {
    const { wrong, right } = tellingApart({ expected: () => truth, noise: 'normal', shared: 0.3, ...plan }, studies);
    console.log(`    ${name.padEnd(24)} ${how.padEnd(14)} ${percent(wrong)}   ${percent(right)}`);
  }
}

console.log(
  `\nhow much too good the figures are, in deviations and of what the search saw (${studies} studies, 3 finalists of ${tried})`,
);
console.log('    differences   seeds   seen by the search   means of finalists   mean of the winner   expected of the winner');
for (const deviation of [0, 1, 3]) {
  for (const seeds of [2, 3, 5]) {
    const plan: Plan = { expected: spread(deviation), noise: 'normal', finalize: { top: 3, seeds } };
    const { seen, finalists, winner, expected } = meanOptimism(plan, studies);
    const [ofFinalists, ofWinner, ofExpected] = [finalists, winner, expected].map((value) => percent(value / seen).padEnd(20));
    console.log(
      `    ${String(deviation).padEnd(13)} ${String(seeds).padEnd(7)} ${seen.toFixed(2).padEnd(18)} ${ofFinalists} ${ofWinner} ${ofExpected}`,
    );
  }
}

console.log(`\nwhat a race of 5 over up to 10 seeds costs, and how far from the best of them its winner is (${studies} studies)`);
console.log('    differences   runs    regret   without dropping: runs   regret');
for (const deviation of [1, 5, 20]) {
  const [dropping, whole] = [true, false].map((drop) =>
    racing({ expected: spread(deviation), noise: 'normal', race: { top: 5, seeds: 10, drop } }, studies),
  ) as [ReturnType<typeof racing>, ReturnType<typeof racing>];
  console.log(
    `    ${String(deviation).padEnd(13)} ${dropping.runs.toFixed(1).padEnd(7)} ${dropping.regret.toFixed(3).padEnd(25)} ${whole.runs.toFixed(1).padEnd(7)} ${whole.regret.toFixed(3)}`,
  );
}
