import { describe, expect, it } from 'vitest';
import type { Comparison } from '../../src/report/comparison/comparison.js';
import { comparisonData } from '../../src/report/comparison/comparison-data.js';
import { renderComparison } from '../../src/report/comparison/render-comparison.js';
import { sampleComparison } from './sample-comparison.js';

/** What a reader sees, without the style, the scripts and the data. */
function textOf(page: string): string {
  const body = page.slice(page.indexOf('<main>'), page.indexOf('</main>'));
  return body.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
}

function withMeans(means: readonly number[]): Comparison {
  const [first] = sampleComparison.methods;
  const curve = means.map((mean, i) => ({ cost: i + 1, mean, median: mean, quartiles: [mean / 10, mean * 10] as const }));
  return { ...sampleComparison, methods: [{ ...(first as Comparison['methods'][number]), curve }] };
}

describe('what the chart of a comparison draws', () => {
  it('has an axis over the whole powers of ten that hold the means, and keeps the quartiles within', () => {
    const { range, methods } = comparisonData(withMeans([0.7, 0.02]));
    expect(range).toEqual([0.01, 1]);
    expect(methods[0]?.curve).toEqual([
      [1, 0.7, 0.07, 1],
      [2, 0.02, 0.01, 0.2],
    ]);
  });

  it('puts a regret of 0, which a logarithmic axis lacks, at its lower end, and starts where every seed has found something', () => {
    const { range, methods } = comparisonData(withMeans([Number.POSITIVE_INFINITY, 0.5, 0]));
    expect(range).toEqual([0.1, 1]);
    expect(methods[0]?.curve).toEqual([
      [2, 0.5, 0.1, 1],
      [3, 0.1, 0.1, 0.1],
    ]);
  });

  it('bears that nothing was found, or the best at once', () => {
    expect(comparisonData(withMeans([Number.POSITIVE_INFINITY]))).toMatchObject({ range: [0.1, 1], methods: [{ curve: [] }] });
    expect(comparisonData(withMeans([0, 0])).range).toEqual([0.1, 1]);
  });
});

describe('the page of a comparison', () => {
  it('says what came out, what was compared, and each method beside the first', () => {
    const text = textOf(renderComparison(sampleComparison));
    expect(text).toContain('After a cost of 100, quick had the lowest mean regret of 2 methods: 0.01.');
    expect(text).toContain(
      'Each method searched the recorded runs to minimize val_loss, 2 at a time, until its trials had cost 100.',
    );
    expect(text).toContain('Note: 7 of the 400 recorded trials were pruned.');
    expect(text).toContain('slow 12 0.2 0.08 0.04 0.02 0.018 [0.01, 0.04]');
    expect(text).toContain('Beside slow');
    expect(text).toContain('quick 50 % of the cost 18 2 < 0.001'.replace('<', '&lt;'));
  });

  it('says so when the budget is too small for any trial', () => {
    const nothing = {
      mean: Number.POSITIVE_INFINITY,
      median: Number.POSITIVE_INFINITY,
      quartiles: [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY] as const,
    };
    const methods = sampleComparison.methods.map((method) => ({
      ...method,
      regrets: [nothing, nothing, nothing, nothing],
      curve: [],
    }));
    const text = textOf(renderComparison({ ...sampleComparison, methods }));
    expect(text).toContain('After a cost of 100, no method had found anything with every seed.');
    expect(text).toContain('slow 12 – – – – – [–, –]');
  });

  it('names all of the equally good ones, and has nothing to hold one method against', () => {
    const [slow] = sampleComparison.methods as [Comparison['methods'][number]];
    const alike = ['a', 'b', 'c'].map((name) => ({ ...slow, name }));
    expect(textOf(renderComparison({ ...sampleComparison, methods: alike }))).toContain(
      'a, b and c had the lowest mean regret of 3 methods: 0.02.',
    );
    const alone = textOf(renderComparison({ ...sampleComparison, methods: [slow] }));
    expect(alone).toContain('After a cost of 100, slow had a mean regret: 0.02.');
    expect(alone).not.toContain('Beside');
  });
});
