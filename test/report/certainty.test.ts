import { describe, expect, it } from 'vitest';
import { fromLoss } from '../../src/core/objective.js';
import type { StudyRecord } from '../../src/core/study-record.js';
import { type CertainConfiguration, certaintyOf } from '../../src/report/certainty.js';
import { optimismText, plusMinus, searchGainText, untoldText } from '../../src/report/certainty-text.js';
import { renderHtml } from '../../src/report/html/render-html.js';
import { renderMarkdown } from '../../src/report/markdown.js';
import { methodsParagraph } from '../../src/report/methods-paragraph.js';
import { summarise } from '../../src/report/summary.js';
import { verdict } from '../../src/report/verdict.js';
import { searchGain } from '../../src/study/search-gain.js';
import { finalizedRecord } from './finalized-record.js';
import { sampleRecord } from './sample-record.js';
import { twoObjectivesRecord } from './two-objectives-record.js';

const record = finalizedRecord();
const { objective } = record.spec;
const maximize = { metric: 'accuracy', goal: 'maximize' } as const;
const minimize = { metric: 'loss', goal: 'minimize' } as const;

function one(changes: Partial<CertainConfiguration>): CertainConfiguration {
  return {
    ...{ trial: 3, evidence: 'finalize', seeds: 5, failedSeeds: 0, seen: 0.82, mean: 0.8, low: 0.79, high: 0.81 },
    ...{ optimism: 0.02, toldFromBest: null, test: null },
    ...changes,
  };
}

describe('what fresh seeds say of a study', () => {
  const certainty = certaintyOf(record);

  it('is in the units of the metric, the finalists first, with their tests', () => {
    expect(certainty?.configurations.map(({ evidence, seeds, failedSeeds }) => [evidence, seeds, failedSeeds])).toEqual([
      ['finalize', 5, 0],
      ['finalize', 5, 0],
      ['finalize', 4, 1],
      ['repeat', 2, 0],
      ['repeat', 2, 0],
    ]);
    for (const { trial, seen, mean, low, high, optimism, test, seeds } of certainty?.configurations ?? []) {
      const first = record.trials[trial];
      expect(seen).toBe(first?.state === 'complete' && fromLoss(objective, first.loss));
      const isWinner = trial === certainty?.configurations[0]?.trial;
      expect(optimism).toBeCloseTo(seen - (isWinner ? certainty.expected : mean), 12);
      expect(low).toBeLessThan(mean);
      expect(high).toBeGreaterThan(mean);
      if (test) expect([test.seeds, Number(test.mean.toFixed(12))]).toEqual([seeds, Number((mean - 0.004).toFixed(12))]);
    }
    expect(certainty?.configurations[0]?.toldFromBest).toBeNull();
  });

  it('is nothing without repeats, and with several objectives', () => {
    expect(certaintyOf(sampleRecord())).toBeUndefined();
    expect(certaintyOf(twoObjectivesRecord)).toBeUndefined();
  });

  it('is in the verdict, in summary.json, in Markdown and on the page', () => {
    const [winner] = certainty?.configurations ?? [];
    const value = plusMinus(winner as CertainConfiguration);
    expect(value).toMatch(/^0\.8\d+ \(0\.8\d+ to 0\.8\d+\)$/);
    const { expected = 0, configurations } = certainty ?? {};
    expect(expected).toBeLessThanOrEqual(winner?.mean ?? 0);
    const headline = `${expected.toFixed(4)} (${value.split('(')[1]}`;
    expect(verdict(record)).toContain(`reached val_accuracy ${headline} over 5 fresh seeds (test 0.8`);
    expect(methodsParagraph(record, summarise(record))).toContain(
      `can be expected to have val_accuracy ${headline}, by 5 fresh seeds`,
    );
    expect(summarise(record).best).toMatchObject({ trial: configurations?.[0]?.trial, expected });
    expect(verdict(record)).toContain('after 40 trials and 25 repeats in');
    expect(summarise(record).certainty).toEqual(certainty);
    expect(renderMarkdown(record)).toContain('## How sure is this?');
    expect(renderMarkdown(record)).toContain(`| ${winner?.trial} | 5 | ${winner?.seen.toFixed(4)} | ${value} | 0.8`);
    const page = renderHtml(record);
    expect(page).toContain('<h2 id="luck-title">How sure is this?</h2>');
    expect(page).toContain(`<td class="number value">${value}</td>`);
    // Rows of configurations alone: 40 of 65 trials.
    expect(page.match(/<tr data-trial=/g)).toHaveLength(40);
  });

  it('is asked for where it is not there', () => {
    const page = renderHtml(sampleRecord());
    expect(page).toContain('expect the best value to be too good');
    expect(page).not.toContain('± 95 %');
  });
});

describe('sentences', () => {
  it('say which others may be as good', () => {
    const told = one({ trial: 5, toldFromBest: true });
    const untold = one({ trial: 4, toldFromBest: false });
    const rest = { metric: 'accuracy', untoldSingles: [], expected: 0.8 };
    expect(untoldText({ ...rest, configurations: [one({}), untold, told] })).toBe('Trial 4 cannot be told from trial 3.');
    expect(untoldText({ ...rest, configurations: [one({}), told, { ...told, trial: 6 }], untoldSingles: [7, 8] })).toBe(
      'Trial 3 is better than 2 other configurations that were trained again, beyond doubt. Nor can trials 7 and 8, of which there is one seed.',
    );
    expect(untoldText({ ...rest, configurations: [one({}), one({ trial: 5 })] })).toBe(
      'With one fresh seed each, nothing can be told of which is best.',
    );
    expect(untoldText({ ...rest, configurations: [one({})] })).toContain('nothing to compare it with');
  });

  it('say how much was luck', () => {
    const rest = { metric: 'accuracy', untoldSingles: [] };
    expect(optimismText({ ...rest, configurations: [one({})], expected: 0.8 })).toBe(
      'The search saw 0.82, which 5 fresh seeds show to be 0.02 too good.',
    );
    expect(optimismText({ ...rest, configurations: [one({ optimism: -0.0123, seeds: 1 })], expected: 0.79 })).toBe(
      'The search saw 0.82, which 1 fresh seed shows to be 0.012 too modest. Trained once more it can be expected to come to 0.79: its mean, ' +
        '0.8, is the best of several, and so a little lucky, too.',
    );
    expect(plusMinus(one({ low: 0.78, high: 0.81 }))).toBe('0.800 (0.780 to 0.810)');
    expect(plusMinus(one({ low: null, high: null }))).toBe('0.8');
    expect(plusMinus(one({}))).toBe('0.800 ± 0.010');
    expect(plusMinus(one({ low: 0.8, high: 0.8 }))).toBe('0.8 ± 0');
    expect(plusMinus(one({ mean: 51234, low: 49000, high: 53468 }))).toBe('51234 ± 2234');
  });

  it.each([
    [maximize, 1],
    [minimize, -1],
  ] as const)('say what the search bought: $metric', (goal, sign) => {
    const gain = {
      trials: 40,
      drawn: 10,
      isTooFew: false,
      expectedBest: [-0.5, -0.7],
      bestSoFar: [],
      best: -0.8,
      reached: 0,
      shareAtMost: 0.26,
    };
    const value = (number: number) => String(sign * number);
    expect(searchGainText(gain, goal)).toBe(
      `The search's best value of one seed, ${value(0.8)}, is 0.1 better than ${value(0.7)}, the best of the 10 trials that were drawn at random. ` +
        'None of them came as far; with 95 % confidence at most 26 % of random trials would. A random search of 40 trials would have come ' +
        'further than 10; how far, 10 cannot tell.',
    );
    expect(searchGainText({ ...gain, isTooFew: true, drawn: 0 }, goal)).toContain('No trial was drawn at random');
    expect(searchGainText({ ...gain, best: -0.7, reached: 1, trials: 10 }, goal)).toContain(
      `Every trial was drawn at random, so ${value(0.7)} is what random search finds in 10. Half of the 10`,
    );
    expect(searchGainText({ ...gain, best: -0.7, reached: 1 }, goal)).toContain(
      'The best value of one seed is that of a trial drawn at random',
    );
  });

  it('are true of the study', () => {
    const gain = searchGain((record satisfies StudyRecord).trials);
    expect(gain).toMatchObject({ trials: 40, drawn: 10, reached: 0, isTooFew: false });
  });
});
