import { describe, expect, it } from 'vitest';
import type { Confusion } from '../../src/core/confusion.js';
import type { StudyRecord } from '../../src/core/study-record.js';
import { classRows, frequentMistakes } from '../../src/report/confusion.js';
import { confusionSection as htmlSection } from '../../src/report/html/confusion-section.js';
import { renderSummaryJson } from '../../src/report/json.js';
import { confusionSection } from '../../src/report/markdown-confusion.js';
import { entities, manyClasses, threeClasses } from './sample-confusions.js';
import { smallRecord } from './small-record.js';

const of = (validation: Confusion, test?: Confusion): StudyRecord => ({
  ...smallRecord,
  confusions: { trialNumber: 0, validation, ...(test && { test }) },
});

describe('few classes', () => {
  it('are a row each, with the share that was found', () => {
    expect(classRows(threeClasses)).toEqual([
      { label: 'ant', counts: [2, 0, 0], examples: 2, found: 1 },
      { label: 'b|rd <b>', counts: [0, 0, 1], examples: 1, found: 0 },
      { label: 'cat', counts: [1, 0, 3], examples: 4, found: 0.75 },
    ]);
  });

  it('are a table in Markdown', () => {
    expect(
      confusionSection(of(threeClasses, { labels: ['ant', 'cat'], cells: [[0, 0, 1]] })),
    ).toBe(`## What trial 0 takes for what

On the validation data, taken for:

| class | ant | b\\|rd &lt;b&gt; | cat | found |
| --- | --- | --- | --- | --- |
| ant | 2 |  |  | 100 % |
| b\\|rd &lt;b&gt; |  |  | 1 | 0 % |
| cat | 1 |  | 3 | 75 % |

Each class on the validation data:

| class | precision | recall | F1 | support |
| --- | --- | --- | --- | --- |
| ant | 0.667 | 1.000 | 0.800 | 2 |
| b\\|rd &lt;b&gt; | – | 0.000 | 0.000 | 1 |
| cat | 0.750 | 0.750 | 0.750 | 4 |
| macro average | 0.472 | 0.583 | 0.517 | 7 |
| weighted average | 0.619 | 0.714 | 0.657 | 7 |

On the test data, taken for:

| class | ant | cat | found |
| --- | --- | --- | --- |
| ant | 1 |  | 100 % |
| cat |  |  | – |

Each class on the test data:

| class | precision | recall | F1 | support |
| --- | --- | --- | --- | --- |
| ant | 1.000 | 1.000 | 1.000 | 1 |
| cat | – | – | – | 0 |
| macro average | 1.000 | 1.000 | 1.000 | 1 |
| weighted average | 1.000 | 1.000 | 1.000 | 1 |`);
  });

  it('are a shaded table on the page', () => {
    const text = htmlSection(of(threeClasses))?.text ?? '';
    expect(text).toContain('<td class="right" style="--shade: 0.866" title="cat taken for cat: 3 of 4 (75 %)">3</td>');
    expect(text).toContain('<th scope="row" title="b|rd &lt;b&gt;">b|rd &lt;b&gt;</th>');
    expect(text).not.toContain('test data');
    expect(text).toContain(
      '<td class="number">0.750</td><td class="number">0.750</td><td class="number">0.750</td><td class="number">4</td>',
    );
    expect(text).toContain('<em>macro average</em></td><td class="number">0.472</td>');
    expect(text).not.toContain('<details>');
  });
});

describe('many classes', () => {
  it('have their most frequent mistakes listed', () => {
    const mistakes = frequentMistakes(manyClasses);
    expect(mistakes).toHaveLength(20);
    expect(mistakes.slice(0, 2)).toEqual([
      { truth: 'class 24', predicted: 'class 0', count: 25, share: 25 / 125 },
      { truth: 'class 23', predicted: 'class 24', count: 24, share: 24 / 124 },
    ]);
  });

  it('are a list in Markdown and on the page', () => {
    const lines = confusionSection(of(manyClasses)).split('\n');
    expect(lines.slice(2, 8)).toEqual([
      'The most frequent mistakes on the validation data:',
      '',
      '| class | taken for | times | of its examples |',
      '| --- | --- | --- | --- |',
      '| class 24 | class 0 | 25 | 20 % |',
      '| class 23 | class 24 | 24 | 19 % |',
    ]);
    const text = htmlSection(of(manyClasses))?.text ?? '';
    expect(text).toContain('The most frequent mistakes among 25 classes.');
    const [list, scores] = text.split('<details>');
    expect(list?.match(/<tr>/g)).toHaveLength(21);
    // A header, 25 classes and two averages.
    expect(scores?.match(/<tr>/g)).toHaveLength(28);
    expect(scores).toContain('(macro F1 0.888)');
    const worst = lines.slice(lines.findIndex((line) => line.startsWith('The 20 classes that are told apart worst')));
    expect(worst).toHaveLength(2 + 2 + 20 + 2);
    expect(worst[4]).toMatch(/^\| class 24 \| 0\.8/);
  });

  it('may have none', () => {
    const perfect = { ...manyClasses, cells: manyClasses.cells.filter(([truth, predicted]) => truth === predicted) };
    expect(confusionSection(of(perfect))).toContain('No mistakes on the validation data.');
    expect(htmlSection(of(perfect))?.text).toContain('None.');
  });
});

describe('entities', () => {
  it('are a row each beside what is none, and are scored together, too', () => {
    expect(confusionSection(of(entities))).toBe(`## What trial 0 takes for what

On the validation data, taken for:

| class | person | place | no entity | found |
| --- | --- | --- | --- | --- |
| person | 3 |  | 1 | 75 % |
| place | 1 | 1 | 3 | 20 % |
| no entity |  | 1 |  | – |

Each class on the validation data:

| class | precision | recall | F1 | support |
| --- | --- | --- | --- | --- |
| person | 0.750 | 0.750 | 0.750 | 4 |
| place | 0.500 | 0.200 | 0.286 | 5 |
| micro average | 0.667 | 0.444 | 0.533 | 9 |
| macro average | 0.625 | 0.475 | 0.518 | 9 |
| weighted average | 0.611 | 0.444 | 0.492 | 9 |`);
  });

  it('are so on the page', () => {
    const text = htmlSection(of(entities))?.text ?? '';
    expect(text).toContain('<th scope="row" title="no entity">no entity</th><td></td><td class="wrong"');
    expect(text).toContain('<em>micro average</em></td><td class="number">0.667</td>');
  });
});

it('stands in summary.json, and nowhere where it is not known', () => {
  expect(JSON.parse(renderSummaryJson(of(threeClasses))).confusions).toEqual({ trial: 0, validation: threeClasses });
  expect(JSON.parse(renderSummaryJson(smallRecord))).not.toHaveProperty('confusions');
  expect(confusionSection(smallRecord)).toBe('');
  expect(htmlSection(smallRecord)).toBeUndefined();
});
