/**
 * Sweeps whose learning curves are computed, to measure early stopping where it misleads and where it does not.
 *
 * Training is the noisy quadratic model: descent on a quadratic bowl whose gradients carry noise, its expected loss followed
 * exactly (Wu, Ren, Liao & Grosse: Understanding Short-Horizon Bias in Stochastic Meta-Optimization, 2018,
 * https://arxiv.org/abs/1803.02021). A high learning rate gets far along the bowl's flat directions, but its noise hides that
 * until it decays: a schedule that decays early is ahead at once and behind at the end. Without the noise curves hardly cross.
 */
import type { Params } from '../src/core/trial.js';
import { createRng, standardNormal } from '../src/math/rng.js';
import type { BenchTable } from './recorded-tables.js';

const rowCount = 1000;
const epochs = 81;
const updatesPerEpoch = 10;
/** (30,) of the bowl, falling as 1/i^2. The gradient's noise has these variances, too, as where both come from the data. */
const curvatures = Array.from({ length: 30 }, (_, i) => (i + 1) ** -2);
/** The learning rate that a schedule ends with, as a share of its highest. */
const decayed = 0.01;
/** Standard deviation of a report's logarithm around that of the expected loss. */
const reportDeviation = 0.01;

const learningRates = { low: 0.1, high: 1.2 } as const;

interface Training {
  /** Variance of the gradient's noise along the steepest direction. */
  readonly gradientNoise: number;
  /** Whether a trial ends with its schedule; otherwise it goes on with the lowest learning rate up to `epochs`. */
  readonly endsDecayed: boolean;
}

/** Cosine decay over `schedule` epochs, constant after it. */
function learningRateAt(epoch: number, highest: number, schedule: number): number {
  const wave = 0.5 * (1 + Math.cos(Math.PI * Math.min(1, epoch / schedule)));
  return highest * (decayed + (1 - decayed) * wave);
}

/** (length,) the expected loss after each epoch, from the distance 1 along every direction. */
function expectedLosses(highest: number, schedule: number, length: number, gradientNoise: number): number[] {
  const squares = curvatures.map(() => 1);
  return Array.from({ length }, (_, epoch) => {
    for (let update = 0; update < updatesPerEpoch; update++) {
      const rate = learningRateAt(epoch + update / updatesPerEpoch, highest, schedule);
      for (const [i, curvature] of curvatures.entries()) {
        squares[i] = (1 - rate * curvature) ** 2 * (squares[i] as number) + rate ** 2 * curvature * gradientNoise;
      }
    }
    return squares.reduce((sum, square, i) => sum + 0.5 * (curvatures[i] as number) * square, 0);
  });
}

/** Rows drawn from the whole space, the same on every call. */
export function computedSweep(name: string, { gradientNoise, endsDecayed }: Training): BenchTable {
  const rng = createRng(1);
  const { low, high } = learningRates;
  const rows = Array.from({ length: rowCount }, () => ({
    learning_rate: low * (high / low) ** rng.next(),
    schedule: 1 + Math.floor(epochs * rng.next()),
  }));
  const curves = rows.map(({ learning_rate, schedule }) =>
    expectedLosses(learning_rate, schedule, endsDecayed ? schedule : epochs, gradientNoise).map(
      (loss) => loss * Math.exp(reportDeviation * standardNormal(rng)),
    ),
  );
  return {
    name,
    kind: 'curves',
    space: {
      parameters: [
        { name: 'learning_rate', distribution: { kind: 'float', ...learningRates, log: true } },
        { name: 'schedule', distribution: { kind: 'int', low: 1, high: epochs } },
      ],
      rows: rows satisfies Params[],
    },
    objective: { metric: 'loss', goal: 'minimize' },
    task: { kind: 'table', score: 'best', table: { curves }, epochs },
  };
}
