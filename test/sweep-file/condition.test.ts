import { describe, expect, it } from 'vitest';
import type { Condition } from '../../src/core/condition.js';
import { type Distribution, isListed } from '../../src/core/distribution.js';
import type { Params } from '../../src/core/trial.js';
import { celType } from '../../src/sweep-file/cel-numbers.js';
import { compileCondition } from '../../src/sweep-file/condition.js';
import { sweepOf } from './sweep.js';

const distributions: [string, Distribution][] = [
  ['loss', { kind: 'categorical', choices: ['focal', 'mse'] }],
  ['batch_size', { kind: 'categorical', choices: [32, 64] }],
  ['rate', { kind: 'categorical', choices: [0.5, 1] }],
  ['layers', { kind: 'int', low: 1, high: 8 }],
  ['dropout', { kind: 'float', low: 0, high: 2 }],
  ['bias', { kind: 'categorical', choices: [true, false] }],
  ['mixed', { kind: 'categorical', choices: ['none', 2, null] }],
];
const variables = new Map(
  distributions.map(([name, distribution]) => [
    name,
    { type: celType(distribution), ...(isListed(distribution) && { choices: distribution.choices }) },
  ]),
);
const params = { loss: 'focal', batch_size: 64, rate: 1, layers: 2, dropout: 1, bias: true, mixed: 2 };

function compiled(source: string): Condition {
  const condition = compileCondition(source, variables);
  if ('mistake' in condition) throw new Error(condition.mistake);
  return condition;
}

describe('a condition', () => {
  it.each([
    ["loss == 'focal'", true],
    ["loss != 'focal'", false],
    ["loss in ['mse']", false],
    ['batch_size >= 64', true],
    ['batch_size > 64.5', false],
    ['batch_size % 64 == 0', true],
    ['layers == 2', true],
    ['layers == 2.0', true],
    ['layers / 2 == 1', true],
    ['layers * 0.5 == 1.0', true],
    ['1 + 2 * dropout == 3', true],
    ['2 * (dropout + rate) / (layers + 2) <= 1', true],
    ['dropout == 1', true],
    ['dropout != 1', false],
    ['1 == dropout', true],
    ['dropout > 0.1 && dropout < 2', true],
    ['dropout % 2 == 1', true],
    ['rate == 1', true],
    ['rate < 1', false],
    ['bias', true],
    ['!bias || layers > 1', true],
    ['bias ? layers > 2 : layers > 1', false],
    ['mixed == 2', true],
    ["mixed == 'none'", false],
    ["mixed in ['none', 2]", true],
    ['mixed == null', false],
    ['layers in [1, 2]', true],
    ['[1, 2, 3].exists(n, n == layers)', true],
  ])('%s is %s', (source, answer) => {
    expect(compiled(source).holds(params)).toBe(answer);
  });

  it('knows what it reads, as written and in no other place', () => {
    const { source, references } = compiled("layers > 1 && (loss == 'mse' || layers < 8)");
    expect(source).toBe("layers > 1 && (loss == 'mse' || layers < 8)");
    expect(references.toSorted()).toEqual(['layers', 'loss']);
  });

  it('does not hold when a parameter that it reads is absent, even negated', () => {
    expect(compiled('layers > 1').holds({})).toBe(false);
    expect(compiled('!(layers > 1)').holds({})).toBe(false);
    expect(compiled('bias || layers > 1').holds({ bias: true })).toBe(false);
  });

  it('reads own properties only', () => {
    const inherited: Params = Object.create({ layers: 2 });
    expect(compiled('layers == 2').holds(inherited)).toBe(false);
  });

  it('cannot reach JavaScript', () => {
    for (const source of ['globalThis == null', "loss.constructor == 'x'", 'eval(loss)', 'this == null']) {
      expect(compileCondition(source, variables)).toHaveProperty('mistake');
    }
  });

  it('names the values that it has no answer for', () => {
    expect(() => compiled('layers / (layers - 2) > 1').holds(params)).toThrow(
      'The condition "layers / (layers - 2) > 1" has no answer for layers = 2: division by zero',
    );
  });
});

describe('the order of parameters', () => {
  const orderOf = (parameters: string) => sweepOf({ parameters }).spec.space.parameters.map(({ name }) => name);

  it('is that of the file where conditions allow it', () => {
    expect(orderOf('{ c: { value: 1 }, a: { value: 2 }, b: { values: [1, 2], when: "c == 1" } }')).toEqual(['c', 'a', 'b']);
  });

  it('puts what a condition reads before it', () => {
    const parameters = '{ a: { value: 1, when: "b == 1" }, b: { value: 1, when: "d == 1" }, c: { value: 1 }, d: { value: 1 } }';
    expect(orderOf(parameters)).toEqual(['c', 'd', 'b', 'a']);
  });
});
