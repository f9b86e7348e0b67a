/**
 * The split for several objectives. Good trials are taken front by front; of the front that does not fit, those that together
 * dominate the largest hypervolume. The more a good trial dominates that the others do not, the more its kernel weighs.
 *
 * Ozaki, Tanigaki, Watanabe & Onishi: Multiobjective Tree-Structured Parzen Estimator for Computationally Expensive Optimization
 * Problems, GECCO 2020, https://doi.org/10.1145/3377930.3389817; with several parameters at once in JAIR 73, 2022,
 * https://doi.org/10.1613/jair.1.13188. Pruned trials have not measured all objectives and are left aside.
 */
import { lossesOf, type Objective } from '../../core/objective.js';
import { type CompleteTrial, isFinished, type Trial } from '../../core/trial.js';
import { firstFront } from '../../math/first-front.js';
import { hypervolume, hypervolumeContributions, referencePoint } from '../../math/hypervolume.js';
import { goodCount, type Split } from './split.js';

interface Measured {
  readonly number: number;
  /** (M,) */
  readonly losses: readonly number[];
}

export function paretoSplit(trials: readonly Trial[], objectives: readonly Objective[], constantLiar: boolean): Split {
  const measured = trials
    .filter((trial): trial is CompleteTrial => trial.state === 'complete')
    .map(({ number, metrics }) => ({ number, losses: lossesOf(objectives, metrics) }));
  const good = bestFronts(measured, goodCount(measured.length)).sort((a, b) => a.number - b.number);
  const numbers = new Set(good.map(({ number }) => number));
  const tells = (trial: Trial) => trial.state !== 'pruned' && (constantLiar || isFinished(trial));
  return {
    good: Int32Array.from(numbers),
    notBad: Int32Array.from(
      trials.filter((trial) => numbers.has(trial.number) || !tells(trial)),
      ({ number }) => number,
    ),
    goodWeights: contributionWeights(good),
  };
}

function bestFronts(measured: readonly Measured[], count: number): Measured[] {
  const chosen: Measured[] = [];
  let rest = measured;
  // Mostly the first front is more than enough: no others are looked for.
  while (chosen.length < count) {
    const indices = new Set(firstFront(rest.map(({ losses }) => losses)));
    const front = rest.filter((_, i) => indices.has(i));
    const room = count - chosen.length;
    chosen.push(...(front.length <= room ? front : widestSubset(front, room)));
    rest = rest.filter((_, i) => !indices.has(i));
  }
  return chosen;
}

/**
 * `count` points of a front by their joint hypervolume: greedily the one that adds most (Guerreiro, Fonseca & Paquete 2016,
 * https://doi.org/10.1162/EVCO_a_00188). What a point adds only ever shrinks as others are taken, so most need no new look.
 */
function widestSubset(front: readonly Measured[], count: number): Measured[] {
  const reference = referencePoint(front.map(({ losses }) => losses));
  const chosen: Measured[] = [];
  const rest = front.map((point) => ({ point, gain: hypervolume([point.losses], reference), at: 0 }));
  let covered = 0;
  while (chosen.length < count) {
    const next = rest.reduce((a, b) => (b.gain > a.gain ? b : a));
    if (next.at === chosen.length) {
      chosen.push(next.point);
      covered += next.gain;
      rest.splice(rest.indexOf(next), 1);
    } else {
      next.gain =
        hypervolume(
          [...chosen, next.point].map(({ losses }) => losses),
          reference,
        ) - covered;
      next.at = chosen.length;
    }
  }
  return chosen;
}

function contributionWeights(good: readonly Measured[]): Float64Array {
  const losses = good.map((point) => point.losses);
  const contributions = hypervolumeContributions(losses, referencePoint(losses));
  const largest = contributions.reduce((a, b) => Math.max(a, b), 0);
  // A trial that adds nothing is still a good one; its kernel only is not what candidates are drawn from.
  const least = 1e-12;
  return Float64Array.from(contributions, (contribution) => (largest > 0 ? Math.max(least, contribution / largest) : 1));
}
