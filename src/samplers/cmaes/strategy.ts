/**
 * The strategy parameters of CMA-ES, which follow from the dimension and the population size alone.
 * Hansen: The CMA Evolution Strategy: A Tutorial, 2016, https://arxiv.org/abs/1604.00772; equation numbers and letters are its own.
 */
export interface Strategy {
  /** n: coordinates. */
  readonly dimension: number;
  /** lambda: samples a generation. */
  readonly population: number;
  /** mu: parents a generation. */
  readonly parents: number;
  /** w (lambda,): positive ones of the best mu sum to 1, negative ones of the rest. */
  readonly weights: Float64Array;
  readonly muEff: number;
  readonly cSigma: number;
  readonly dSigma: number;
  readonly cC: number;
  readonly c1: number;
  readonly cMu: number;
  /** E||N(0, I)||. */
  readonly chiN: number;
}

/** lambda of table 1. */
export function defaultPopulation(dimension: number): number {
  return 4 + Math.floor(3 * Math.log(dimension)); // (48)
}

export function strategyOf(n: number, lambda = defaultPopulation(n)): Strategy {
  const parents = Math.floor(lambda / 2);
  const raw = Float64Array.from({ length: lambda }, (_, i) => Math.log((lambda + 1) / 2) - Math.log(i + 1)); // (49)
  const muEff = effective(raw.subarray(0, parents)); // below (8)
  const muEffNegative = effective(raw.subarray(parents)); // table 1
  const alphaCov = 2;
  const c1 = alphaCov / ((n + 1.3) ** 2 + muEff); // (57)
  const cMu = Math.min(1 - c1, (alphaCov * (1 / 4 + muEff + 1 / muEff - 2)) / ((n + 2) ** 2 + (alphaCov * muEff) / 2)); // (58)
  const alphaNegative = Math.min(
    1 + c1 / cMu, // (50)
    1 + (2 * muEffNegative) / (muEff + 2), // (51)
    (1 - c1 - cMu) / (n * cMu), // (52)
  );
  const positive = sum(raw.filter((w) => w > 0));
  const negative = -sum(raw.filter((w) => w < 0));
  const cSigma = (muEff + 2) / (n + muEff + 5); // (55)
  return {
    dimension: n,
    population: lambda,
    parents,
    weights: raw.map((w) => (w >= 0 ? w / positive : (alphaNegative * w) / negative)), // (53)
    muEff,
    cSigma,
    dSigma: 1 + 2 * Math.max(0, Math.sqrt((muEff - 1) / (n + 1)) - 1) + cSigma, // (55)
    cC: (4 + muEff / n) / (n + 4 + (2 * muEff) / n), // (56)
    c1,
    cMu,
    chiN: Math.sqrt(n) * (1 - 1 / (4 * n) + 1 / (21 * n * n)), // below (44)
  };
}

/** Variance-effective selection mass: (sum w)^2 / sum w^2. */
function effective(weights: Float64Array): number {
  return sum(weights) ** 2 / sum(weights.map((w) => w * w));
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
