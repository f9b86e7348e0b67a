import fc from 'fast-check';
import { type Choice, type Distribution, decode, encode, valueCount } from '../../src/core/distribution.js';
import { assemble, isFeasible, isFiniteSpace, type Parameter, points, type SearchSpace } from '../../src/core/search-space.js';
import type { Params } from '../../src/core/trial.js';
import { createRng } from '../../src/math/rng.js';

const choices = fc.uniqueArray<Choice, unknown>(
  fc.oneof(fc.string({ maxLength: 3 }), fc.integer(), fc.boolean(), fc.constant(null)),
  {
    minLength: 1,
    maxLength: 4,
  },
);
const low = fc.integer({ min: -20, max: 20 });

const stepped: fc.Arbitrary<Distribution> = fc.oneof(
  fc
    .tuple(low, fc.integer({ min: 0, max: 5 }))
    .map(([min, width]): Distribution => ({ kind: 'int', low: min, high: min + width })),
  // Powers and other steps on a log scale: 1, 4, 7 ...
  fc.integer({ min: 1, max: 4 }).map((count): Distribution => ({ kind: 'int', low: 1, high: 1 + 3 * count, log: true, step: 3 })),
  fc
    .tuple(low, fc.integer({ min: 1, max: 4 }))
    .map(([min, count]): Distribution => ({ kind: 'float', low: min / 10, high: (min + count) / 10, step: 0.1 })),
  // As q_normal and q_beta are read.
  fc.constantFrom(0.3, 2).map(
    (deviation): Distribution => ({
      kind: 'float',
      low: -2,
      high: 2,
      step: 1,
      shape: { type: 'normal', mean: 0.5, deviation },
    }),
  ),
  fc.constant<Distribution>({ kind: 'float', low: 0, high: 1, step: 0.25, shape: { type: 'beta', a: 2, b: 5 } }),
  choices.map((list): Distribution => ({ kind: 'ordinal', choices: list })),
  choices.map((list): Distribution => ({ kind: 'categorical', choices: list })),
  choices.map((list): Distribution => {
    const total = (list.length * (list.length + 1)) / 2;
    return { kind: 'categorical', choices: list, weights: list.map((_, i) => (i + 1) / total) };
  }),
);

const continuous: fc.Arbitrary<Distribution> = fc.oneof(
  low.map((min): Distribution => ({ kind: 'float', low: min, high: min + 7 })),
  fc.integer({ min: -8, max: -1 }).map((exponent): Distribution => ({ kind: 'float', low: 10 ** exponent, high: 1, log: true })),
  // As normal, log_normal and beta are read.
  fc.tuple(low, fc.constantFrom(0.1, 3)).map(([mean, deviation]): Distribution => {
    const shape = { type: 'normal', mean, deviation } as const;
    return { kind: 'float', low: mean - 8.3 * deviation, high: mean + 8.3 * deviation, shape };
  }),
  fc.constant<Distribution>({
    kind: 'float',
    low: Math.exp(-8.3),
    high: Math.exp(8.3),
    log: true,
    shape: { type: 'normal', mean: 0, deviation: 1 },
  }),
  fc.constant<Distribution>({ kind: 'float', low: 0, high: 1, shape: { type: 'beta', a: 0.5, b: 3 } }),
);

/** Up to `most` parameters, nested conditions on those before, at times a constraint between two, at times rows. */
function spaceOf(distribution: fc.Arbitrary<Distribution>, most: number): fc.Arbitrary<SearchSpace> {
  const described = fc.array(fc.tuple(distribution, fc.option(fc.nat(), { freq: 2 })), { minLength: 1, maxLength: most });
  const parameters = described.map((list) => {
    const chained: Parameter[] = [];
    for (const [of, on] of list) {
      const parent = on === null ? undefined : chained[on % Math.max(1, chained.length)];
      chained.push({ name: `p${chained.length}`, distribution: of, ...(parent && { when: upperPart(parent) }) });
    }
    return chained;
  });
  const constraint = fc.option(fc.double({ min: 0.9, max: 1.6, noNaN: true }), { freq: 3 });
  const rowSeed = fc.option(fc.nat(), { freq: 5 });
  return fc
    .tuple(parameters, constraint, rowSeed)
    .map(([list, bound, seed]) => {
      const space: SearchSpace = {
        parameters: list,
        ...(bound !== null && list.length > 1 && { constraints: [sumBelow(list, bound)] }),
      };
      return seed === null ? space : { ...space, rows: rowsOf(space, seed) };
    })
    .filter(hasRoom);
}

/** Holds for the values in the upper two thirds of an active parameter. */
function upperPart({ name, distribution }: Parameter): NonNullable<Parameter['when']> {
  const holds = (params: Params) => params[name] !== undefined && encode(distribution, params[name]) > 1 / 3;
  return { source: `place of ${name} > 1/3`, references: [name], holds };
}

/** A constraint between the first and the last parameter, as `warmup + decay <= 1` is one. */
function sumBelow(parameters: readonly Parameter[], bound: number): NonNullable<SearchSpace['constraints']>[number] {
  const [first, last] = [parameters[0] as Parameter, parameters.at(-1) as Parameter];
  const place = ({ name, distribution }: Parameter, params: Params) => encode(distribution, params[name] as Choice);
  return {
    source: `${first.name} + ${last.name} <= ${bound}`,
    references: [first.name, last.name],
    holds: (params) => place(first, params) + place(last, params) <= bound,
  };
}

/** A dozen different recorded points, some of which may violate the constraints. */
function rowsOf(space: SearchSpace, seed: number): Params[] {
  const rng = createRng(seed);
  const rows = Array.from({ length: 12 }, () => assemble(space, ({ distribution }) => decode(distribution, rng.next())));
  return [...new Map(rows.map((row) => [JSON.stringify(row), row])).values()];
}

function hasRoom(space: SearchSpace): boolean {
  if (isFiniteSpace(space)) return !points(space).next().done;
  const rng = createRng(1);
  const draws = Array.from({ length: 100 }, () => assemble(space, ({ distribution }) => decode(distribution, rng.next())));
  return draws.filter((point) => isFeasible(space, point)).length > 10;
}

/** Spaces of every kind of distribution. */
export const arbitrarySpace = spaceOf(fc.oneof(stepped, continuous), 5);

/** Spaces of at most a few dozen points. */
export const smallArbitrarySpace = spaceOf(stepped, 3).filter(
  ({ parameters }) => parameters.reduce((product, { distribution }) => product * valueCount(distribution), 1) <= 40,
);
