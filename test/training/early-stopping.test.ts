import { describe, expect, it } from 'vitest';
import { EarlyStopping } from '../../src/training/early-stopping.js';

const accuracy = { metric: 'val_accuracy', goal: 'maximize' } as const;
const loss = { metric: 'val_loss', goal: 'minimize' } as const;

describe('EarlyStopping', () => {
  it('is exhausted after `patience` epochs without improvement', () => {
    const stopping = new EarlyStopping(accuracy, { patience: 2, minDelta: 0 });
    expect(stopping.update(0.5)).toBe(true);
    expect(stopping.update(0.4)).toBe(false);
    expect(stopping.exhausted).toBe(false);
    expect(stopping.update(0.5)).toBe(false);
    expect(stopping.exhausted).toBe(true);
  });

  it('takes a lower value as better when minimising', () => {
    const stopping = new EarlyStopping(loss, { patience: 1, minDelta: 0 });
    expect([2, 1].map((value) => stopping.update(value))).toEqual([true, true]);
    expect(stopping.exhausted).toBe(false);
  });

  it('keeps a small improvement as the best without forgetting its patience', () => {
    const stopping = new EarlyStopping(accuracy, { patience: 2, minDelta: 0.1 });
    expect([0.5, 0.54, 0.58].map((value) => stopping.update(value))).toEqual([true, true, true]);
    expect(stopping.exhausted).toBe(true);
  });

  it('counts small improvements together', () => {
    const stopping = new EarlyStopping(accuracy, { patience: 2, minDelta: 0.1 });
    for (const value of [0.5, 0.56, 0.62]) stopping.update(value);
    expect(stopping.exhausted).toBe(false);
  });

  it('never stops with a patience of 0', () => {
    const stopping = new EarlyStopping(loss, { patience: 0, minDelta: 0 });
    for (let epoch = 0; epoch < 50; epoch++) stopping.update(1);
    expect(stopping.exhausted).toBe(false);
  });
});
