import { expect, it } from 'vitest';
import { describeSpace } from '../../src/study/describe-space.js';
import { specFromObject } from '../../src/sweep-file/index.js';

it('describes every kind of parameter, what follows from them and what they fulfil', () => {
  const { spec } = specFromObject(
    {
      metric: { name: 'loss' },
      parameters: {
        rate: { min: 1e-4, max: 1e-1, log: true, prior: { centre: 0.001, confidence: 'high' } },
        layers: { min: 1, max: 6 },
        dropout: { min: 0.1, max: 0.5, step: 0.1 },
        units: { min: 16, max: 128, log: true, step: 2 },
        size: { values: ['small', 'large'], ordered: true },
        width: { min: 10, max: 100, q: 8 },
        length: { distribution: 'q_log_uniform_values', min: 1, max: 100, q: 8 },
        shift: { distribution: 'normal', mu: 1, sigma: 0.5 },
        scale: { distribution: 'q_log_normal', q: 0.5 },
        share: { distribution: 'beta', a: 2, b: 5 },
        loss: { values: ['mse', 'focal'], probabilities: [0.25, 0.75] },
        gamma: { min: 0.5, max: 5, distribution: 'uniform', when: "loss == 'focal'" },
        fixed: { value: true },
      },
      derived: { steps: 'layers * 100' },
      constraints: ['layers * units <= 512', 'steps < 600'],
    },
    'optimize()',
  );
  expect(describeSpace(spec.space).join('\n')).toBe(`  parameters:
    rate: float from 0.0001 to 0.1, log scale, expected near 0.001 (high confidence)
    layers: int from 1 to 6
    dropout: float from 0.1 to 0.5, in steps of 0.1
    units: one of 16 < 32 < 64 < 128, in this order
    size: one of small < large, in this order
    width: int from 8 to 96, rounded to multiples of 8
    length: int from 0 to 96, log scale, rounded to multiples of 8
    shift: normal with mean 1 and standard deviation 0.5
    scale: the exponential of a normal with mean 0 and standard deviation 1, rounded to multiples of 0.5
    share: beta with a = 2 and b = 5
    loss: one of mse (25 %), focal (75 %)
    gamma: float from 0.5 to 5, when loss == 'focal'
    fixed: always true
  derived:
    steps = layers * 100
  constraints:
    layers * units <= 512
    steps < 600`);
});
