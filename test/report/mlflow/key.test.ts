import { expect, it } from 'vitest';
import { keyOf } from '../../../src/report/mlflow/key.js';

it.each([
  ['val_loss', 'val_loss'],
  ['optimizer.lr-2: a b', 'optimizer.lr-2: a b'],
  ['val/loss', 'val.loss'],
  ['größe', 'größe'],
  ['a"b\n', 'a_22_b_a_'],
  ['../../etc', '......etc'],
  ['..', '_2e__2e_'],
  ['', '_'],
])('%j is %j', (name, key) => {
  expect(keyOf(name)).toBe(key);
});
