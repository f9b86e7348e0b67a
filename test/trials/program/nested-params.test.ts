import { expect, it } from 'vitest';
import { nestedParams } from '../../../src/trials/program/nested-params.js';

const nesting = { 'optimizer.lr': ['optimizer', 'lr'], 'optimizer.a.b': ['optimizer', 'a.b'], 'model.x.y': ['model', 'x', 'y'] };

it('puts parameters into the mappings that they stand in, and only those', () => {
  const params = { seed: 1, 'optimizer.lr': 0.1, 'trainer.epochs': 3, 'model.x.y': null, 'optimizer.a.b': 'c' };
  expect(nestedParams(params, { nesting })).toEqual({
    seed: 1,
    optimizer: { lr: 0.1, 'a.b': 'c' },
    'trainer.epochs': 3,
    model: { x: { y: null } },
  });
  expect(Object.keys(nestedParams(params, { nesting }))).toEqual(['seed', 'optimizer', 'trainer.epochs', 'model']);
});

it('has no mapping whose parameters the trial does not have', () => {
  expect(nestedParams({ 'optimizer.lr': 0.1 }, { nesting })).toEqual({ optimizer: { lr: 0.1 } });
  expect(nestedParams({ lr: 0.1 }, {})).toEqual({ lr: 0.1 });
});
