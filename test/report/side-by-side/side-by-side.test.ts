import { describe, expect, it } from 'vitest';
import type { StudyRecord } from '../../../src/core/study-record.js';
import { courseFigure, overTime, overTrials } from '../../../src/report/side-by-side/course-figure.js';
import { sideBySideFormats } from '../../../src/report/side-by-side/formats.js';
import { outcomeRows } from '../../../src/report/side-by-side/outcome.js';
import { sideBySide } from '../../../src/report/side-by-side/side-by-side.js';
import { cautions, verdict } from '../../../src/report/side-by-side/verdict.js';
import { winnerRows } from '../../../src/report/side-by-side/winners.js';
import { finalizedRecord } from '../finalized-record.js';
import { smallRecord } from '../small-record.js';
import { twoObjectivesRecord } from '../two-objectives-record.js';
import { sampleStudies } from './sample-studies.js';

const [whole, plain] = sampleStudies as [(typeof sampleStudies)[number], (typeof sampleStudies)[number]];
const empty = { name: 'empty', record: { ...whole.record, trials: [], test: undefined } as unknown as StudyRecord };

describe('studies side by side', () => {
  it('have to search for the same thing', () => {
    expect(() => sideBySide([whole, { name: 'small', record: smallRecord }])).toThrow(
      'Expected studies that search for the same thing to put side by side, got language-id, which has to maximize val_accuracy, ' +
        'and small, which has to minimize val_loss',
    );
    const turned = { ...whole.record.spec, objective: { metric: 'val_accuracy', goal: 'minimize' } } as const;
    expect(() => sideBySide([whole, { name: 'turned', record: { ...whole.record, spec: turned } }])).toThrow(
      'got language-id, which has to maximize val_accuracy, and turned, which has to minimize val_accuracy',
    );
    expect(() => sideBySide([whole])).toThrow('Expected two studies or more');
  });

  it('are told apart in one sentence', () => {
    const text = (...studies: Parameters<typeof sideBySide>[0]) => verdict(sideBySide(studies));
    expect(text(whole, plain)).toBe(
      'language-id found the best of 2 studies: val_accuracy 0.8244 (test 0.8183), 0.03633 better than plain.',
    );
    expect(text(plain, whole)).toBe(text(whole, plain));
    expect(text(empty, plain)).toMatch(/^Only plain has a complete trial: val_accuracy 0\.7881/);
    expect(text(empty, { ...empty, name: 'void' })).toBe('None of the 2 studies has a complete trial.');
    expect(text(whole, { ...whole, name: 'again' })).toMatch(/^language-id and again found equally good trials: /);
  });

  it('are held against each other at equal efforts, too', () => {
    const rows = outcomeRows(sideBySide([whole, plain]));
    const row = (name: string) => rows.find((one) => one.name === name);
    expect(row('best val_accuracy')).toEqual({
      name: 'best val_accuracy',
      cells: ['0.8244', '0.7881'],
      best: [true, false],
    });
    // Trial 26, the best of all, ended as the 28th; the other study had 25.
    expect(row('found after')?.cells).toEqual(['28 trials, 2m 33s', '10 trials, 1m 01s']);
    expect(row('best after 25 trials each')).toMatchObject({ cells: ['0.8081', '0.7881'], best: [true, false] });
    expect(row('best after 182 epochs each')?.cells).toEqual(['0.8081', '0.7881']);
    expect(row('their states')?.cells).toEqual(['13 complete, 18 pruned, 9 failed', '9 complete, 8 pruned, 8 failed']);
    expect(row('time')?.cells).toEqual(['4m 12s', '2m 38s of 1h 00m']);
    expect(row('accuracy on the test data')?.cells).toEqual(['0.8183', '0.8020']);
  });

  it('have the winners’ parameters of those that any of them searched', () => {
    const rows = winnerRows(sideBySide([whole, plain]).studies);
    expect(rows.map(({ name }) => name)).not.toContain('decay');
    expect(rows.find(({ name }) => name === 'filters')?.cells).toEqual(['31', '']);
    expect(rows.find(({ name }) => name === 'clip_norm')?.cells).toEqual(['1', '5']);
  });

  it('may have no trial, or several objectives', () => {
    const rows = outcomeRows(sideBySide([empty, { ...empty, name: 'void' }]));
    expect(rows.map(({ name }) => name)).toEqual(['trials', 'epochs', 'epochs saved by pruning', 'time', 'status']);
    const several = sideBySide([
      { name: 'a', record: twoObjectivesRecord },
      { name: 'b', record: twoObjectivesRecord },
    ]);
    expect(outcomeRows(several)[0]?.best).toBeUndefined();
  });
});

describe('studies with fresh seeds', () => {
  const finalized = { name: 'finalized', record: finalizedRecord() };
  const worsen = (by: number): StudyRecord => ({
    ...finalized.record,
    trials: finalized.record.trials.map((trial) => (trial.state === 'complete' ? { ...trial, loss: trial.loss + by } : trial)),
  });
  const row = (compared: ReturnType<typeof sideBySide>, name: string) => outcomeRows(compared).find((one) => one.name === name);

  it('are compared by what to expect of their winners, with a test', () => {
    const compared = sideBySide([{ name: 'worse', record: worsen(0.05) }, finalized]);
    const { expected = 0 } = compared.studies[1]?.summary.certainty ?? {};
    expect(verdict(compared)).toMatch(
      /^By fresh seeds the winner of finalized is the best of 2 studies: val_accuracy 0\.8\d+ \(0\.8\d+ to 0\.8\d+\) over 5 fresh seeds, 0\.05 better than that of worse \(p < 0\.001\)\.$/,
    );
    expect(verdict(compared)).toContain(` ${expected.toFixed(4)} (`);
    expect(row(compared, 'val_accuracy over fresh seeds')).toMatchObject({ best: [false, true] });
    expect(row(compared, 'worse than finalized by')?.cells).toEqual(['0.05, p < 0.001', '']);
    expect(row(compared, 'fresh seeds of the winner')?.cells).toEqual(['5', '5']);
    expect(row(compared, 'best val_accuracy, as the search saw it')?.cells).toHaveLength(2);
    expect(cautions(compared)[0]).toContain('Welch’s two-sided tests');
    const page = String([...sideBySideFormats.html(compared)][0]?.content);
    expect(page).toContain(`<dd>${expected.toFixed(4)}</dd>`);
    expect(page).toMatch(/<dd class="sub">\(0\.8\d+ to 0\.8\d+\) over 5 fresh seeds, trial \d+, test 0\.8\d+ ± 0\.\d+</);
  });

  it('may be as good as each other', () => {
    expect(verdict(sideBySide([finalized, { name: 'near', record: worsen(0.001) }]))).toMatch(
      /0\.001 better than that of near \(p = 0\.\d+, which may be chance\)\.$/,
    );
  });

  it('stand beside others by what the searches saw, and it says so', () => {
    const compared = sideBySide([finalized, plain]);
    expect(verdict(compared)).toMatch(
      /^finalized found the best of 2 studies: .* Those are values that the searches chose by\. By fresh seeds, which not all studies have: finalized 0\.8/,
    );
    expect(row(compared, 'val_accuracy over fresh seeds')?.cells[1]).toBe('');
    expect(row(compared, 'worse than finalized by')).toBeUndefined();
    expect(cautions(sideBySide([whole, plain]))[0]).toContain('of one seed each: they are too good');
  });
});

describe('their figures', () => {
  it('have steps that end where the study does, in a unit of time that one can read', () => {
    const compared = sideBySide([whole, plain]);
    expect(overTime(compared.studies)).toEqual({ kind: 'time', text: 'minutes in which trials ran', unit: 60_000 });
    const svg = courseFigure(compared, overTrials);
    const [, way] = [...svg.matchAll(/<path color="#d55e00" d="M([^"]+)"/g)].map(([, d]) =>
      d?.split('L').map((p) => p.split(' ').map(Number)),
    );
    const [last, before] = [way?.at(-1), way?.at(-2)];
    // 25 of the 40 trials of the other study, between 76 and 780 pixels; a step is flat or upright.
    expect(last?.[0]).toBeCloseTo(76 + (25 / 40) * 704, 1);
    expect(last?.[1]).toBe(before?.[1]);
    const isStep = way?.slice(1).map(([x, y], i) => x === way[i]?.[0] || y === way[i]?.[1]);
    expect(isStep).toEqual(isStep?.map(() => true));
    expect(courseFigure(sideBySide([empty, { ...empty, name: 'void' }]), overTrials)).toContain('void');
  });
});

describe('their Markdown', () => {
  const files = [...sideBySideFormats.md(sideBySide([whole, { ...plain, name: 'a|<b>' }]))];

  it('has tables in which names stay names, and the figures that it shows', () => {
    const [text, ...figures] = files.map(({ content }) => String(content));
    expect(files.map(({ path }) => path)).toEqual(['comparison.md', 'comparison-trials.svg', 'comparison-time.svg']);
    for (const { path } of files.slice(1)) expect(text).toContain(`](${path})`);
    expect(text).toContain('| figure | language-id | a\\|&lt;b&gt; |');
    expect(text).toContain('| best val_accuracy | 0.8244 (best) | 0.7881 |');
    expect(text).toContain('| method | tpe | random |');
    for (const figure of figures) {
      expect(figure).toMatch(/^<svg/);
      expect(figure).toContain('a|&lt;b&gt;');
      // Each in the legend and in the plot.
      for (const colour of ['#0072b2', '#d55e00'])
        expect(figure.match(new RegExp(`<path color="${colour}"`, 'g'))).toHaveLength(2);
    }
  });
});
