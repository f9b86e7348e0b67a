import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Params } from '../../src/core/trial.js';
import { compileCondition } from '../../src/sweep-file/condition.js';
import type { Variables } from '../../src/sweep-file/expression.js';
import { gapOf } from '../../src/sweep-file/gap.js';

const variables: Variables = new Map([
  ['a', { type: 'double' }],
  ['b', { type: 'double' }],
  ['n', { type: 'int' }],
  ['loss', { type: 'string' }],
]);
const params: Params = { a: 5, b: 3, n: 2, loss: 'mse' };

describe('how far a condition is from holding', () => {
  it.each([
    ['a + b <= 10', 0],
    ['a + b <= 1', 7],
    ['a < 1 - b', 7],
    ['b >= a', 2],
    ['n > a', 3],
    ['a == b', 2],
    ['a * b != 15', 1],
    ['!(a > b)', 2],
    ['!(a != b)', 2],
    ['a <= 1 && b <= 1', 6],
    ['a <= 1 || b <= 1', 2],
    ['!(a > 1 || b > 1)', 6],
    // As its author wrote it, brackets and all.
    ['a - (b - (n - 1)) <= 0', 3],
    ['2 * (a + b) / (n + 2) <= 1', 3],
    ['-(a - b) >= 0', 2],
    ['(a > b ? a : b) <= 1', 4],
    ['double(n) - a >= 0', 3],
    ['[a, b].size() <= 1', 1],
    // What is no comparison of numbers.
    ["loss == 'focal'", 1],
    ["loss != 'mse'", 1],
    ["loss in ['mse', 'focal']", 0],
    ["loss == 'focal' && a <= 1", 5],
  ])('%s: %d', (source, gap) => {
    expect(gapOf(source, variables)(params)).toBe(gap);
  });

  it('is known of a long sum, too', () => {
    const weights = Array.from({ length: 200 }, (_, i) => `w${i}`);
    const gap = gapOf(`${weights.join(' + ')} <= 1`, new Map(weights.map((name) => [name, { type: 'double' }])));
    expect(gap(Object.fromEntries(weights.map((name) => [name, 1])))).toBe(199);
  });

  it('is 0 where it holds, and above 0 where it misses by more than nothing', () => {
    const side: fc.Arbitrary<string> = fc.letrec<{ side: string }>((tie) => ({
      side: fc.oneof(
        { depthSize: 'small' },
        fc.constantFrom('a', 'b', 'n', '1', '2.5'),
        fc.tuple(tie('side'), fc.constantFrom('+', '-', '*'), tie('side')).map(([x, op, y]) => `(${x} ${op} ${y})`),
      ),
    })).side;
    const condition: fc.Arbitrary<string> = fc.letrec<{ condition: string }>((tie) => ({
      condition: fc.oneof(
        { depthSize: 'small' },
        fc.tuple(side, fc.constantFrom('<=', '>=', '=='), side).map(([x, op, y]) => `${x} ${op} ${y}`),
        fc.tuple(tie('condition'), fc.constantFrom('&&', '||'), tie('condition')).map(([x, op, y]) => `(${x} ${op} ${y})`),
      ),
    })).condition;
    const quarters = fc.integer({ min: -20, max: 20 }).map((count) => count / 4);
    fc.assert(
      fc.property(condition, quarters, quarters, fc.integer({ min: -3, max: 3 }), (source, a, b, n) => {
        const compiled = compileCondition(source, variables);
        if ('mistake' in compiled) throw new Error(compiled.mistake);
        expect(gapOf(source, variables)({ a, b, n }) === 0).toBe(compiled.holds({ a, b, n }));
      }),
    );
  });
});
