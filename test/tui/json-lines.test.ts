import { expect, it } from 'vitest';
import { jsonLine } from '../../src/tui/json-lines.js';

it('is one line that any JSON parser reads, NaN and infinities included', () => {
  const line = jsonLine({
    type: 'trial-reported',
    at: 5,
    trialNumber: 3,
    report: { step: 1, loss: Number.NaN, metrics: { val_loss: Number.POSITIVE_INFINITY, note: 1 } },
  });
  expect(line).not.toContain('\n');
  expect(JSON.parse(line)).toEqual({
    type: 'trial-reported',
    at: 5,
    trialNumber: 3,
    report: { step: 1, loss: null, metrics: { val_loss: null, note: 1 } },
  });
});
