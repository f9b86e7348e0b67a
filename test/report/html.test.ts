import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { StudyRecord } from '../../src/core/study-record.js';
import type { CompleteTrial, Report, Trial } from '../../src/core/trial.js';
import type { ComparedMethod } from '../../src/report/comparison/comparison.js';
import { renderComparison } from '../../src/report/comparison/render-comparison.js';
import { renderHtml } from '../../src/report/html/render-html.js';
import { finalizedRecord } from './finalized-record.js';
import { describeInChromium, type Open } from './in-chromium.js';
import { sampleComparison } from './sample-comparison.js';
import { threeClasses } from './sample-confusions.js';
import { sampleRecord } from './sample-record.js';
import { smallRecord } from './small-record.js';
import { twoObjectivesRecord } from './two-objectives-record.js';

const require = createRequire(import.meta.url);

describeInChromium('report.html', (openPage) => {
  const open: Open = (html, use, width) =>
    openPage(
      html,
      async (page) => {
        await page.locator('html[data-ready]').waitFor();
        await use(page);
      },
      width,
    );

  const visibleRows = (page: Page) => page.locator('#leaderboard tbody tr:not([hidden])').count();

  it('draws every chart', () =>
    open(renderHtml(sampleRecord()), async (page) => {
      const charts = await page.locator('.chart svg').evaluateAll((drawings) =>
        drawings.map((drawing) => {
          const { width, height } = drawing.getBoundingClientRect();
          return { wide: width > 250, high: height > 150, marks: drawing.querySelectorAll('path').length > 20 };
        }),
      );
      // Progress, curves, parallel coordinates and nine parameters; the tenth has one value only.
      expect(charts.slice(0, 12)).toEqual(Array(12).fill({ wide: true, high: true, marks: true }));
      expect(await page.locator('#timeline-chart path').count()).toBeGreaterThan(40);
      expect(await visibleRows(page)).toBe(40);
    }));

  it('draws a bar for the importance of each parameter', () =>
    open(renderHtml(sampleRecord(200)), async (page) => {
      const texts = await page.locator('#importance-chart svg text').allTextContents();
      // In all of the space, and near the best.
      expect(texts.filter((text) => text.endsWith(' %'))).toHaveLength(18);
      expect(texts).toContain('learning_rate');
      expect(await page.locator('#importance-chart').getAttribute('aria-label')).toMatch(
        /^Share of each parameter in all of the space \(and near the best\): encoder \d+ % \(\d+ %\), learning_rate \d+ % /,
      );
    }));

  it('draws what to expect of any two parameters, chosen by keyboard', () =>
    open(renderHtml(sampleRecord(200)), async (page) => {
      const fills = () =>
        page
          .locator('#contour-chart svg path')
          .evaluateAll((paths) => new Set(paths.map((path) => path.getAttribute('fill'))).size);
      expect(await page.locator('#importance-title ~ .blocks').textContent()).toContain('encoder × learning_rate');
      expect(await page.locator('#contour-best').textContent()).toMatch(
        /^Best to be expected: val_accuracy 0\.\d+, around encoder cnn and learning_rate 0\.00\d+\.$/,
      );
      // Two choices by sixteen stretches, in shades.
      await expect.poll(fills).toBeGreaterThan(12);
      await page.locator('#contour-up').focus();
      await page.keyboard.press('e');
      expect(await page.locator('#contour-best').textContent()).toBe('Choose two different parameters.');
      await expect.poll(fills).toBeLessThan(8);
      await page.locator('#contour-across').focus();
      await page.keyboard.press('d');
      expect(await page.locator('#contour-chart').getAttribute('aria-label')).toMatch(
        /^Expected val_accuracy over dropout and encoder\. Best to be expected: .* around dropout 0\.\d+ and encoder cnn\.$/,
      );
      await expect.poll(fills).toBeGreaterThan(12);
    }));

  it('draws the regrets of a comparison, with a band each, and tells them where the pointer is', () => {
    const [slow, quick] = sampleComparison.methods as [ComparedMethod, ComparedMethod];
    const attack = '<img src=x onerror=alert(1)>';
    return open(renderComparison({ ...sampleComparison, methods: [slow, { ...quick, name: attack }] }), async (page) => {
      const chart = page.locator('#regret-chart');
      const paths = (selector: string) => chart.locator(`svg path${selector}`).count();
      expect(await paths('[stroke="#0072b2"]')).toBe(1);
      expect(await paths('[stroke="#d55e00"]')).toBe(1);
      expect(await paths('[fill-opacity="0.13"]')).toBe(2);
      await chart.hover();
      expect(await page.locator('.tip').textContent()).toMatch(
        /^At a cost of \d+slow0\.\d+<img src=x onerror=alert\(1\)>0\.\d+$/,
      );
      expect(await page.locator('img').count()).toBe(0);
    });
  });

  it('shades what the winner takes for what, with a contrast that can be read, light and dark', () => {
    const confusions = { trialNumber: 3, validation: threeClasses, test: threeClasses };
    return open(renderHtml({ ...sampleRecord(), confusions }), async (page) => {
      const shade = () =>
        page
          .locator('.confusion tbody td:not(.found)')
          .evaluateAll((cells) => cells.slice(0, 9).map((cell) => getComputedStyle(cell).backgroundColor));
      const shades = await shade();
      // Row by row: ant for ant in full, ant for others not at all, a quarter and three quarters of the cats.
      expect(new Set([shades[1], shades[2], shades[3]]).size).toBe(1);
      expect(new Set([shades[0], shades[1], shades[6], shades[8]]).size).toBe(4);
      expect(shades[0]).not.toBe(shades[5]); // All birds are taken for cats.
      await page.emulateMedia({ colorScheme: 'dark' });
      expect((await shade())[0]).not.toBe(shades[0]);
      expect(await page.locator('.confusion').count()).toBe(2);
    });
  });

  it('says what it takes to get the figures again, with the commit, the data and a paragraph to paste', () => {
    const { environment, ...record } = sampleRecord();
    const known = {
      ...(environment as NonNullable<typeof environment>),
      memoryBytes: 2 ** 34,
      commit: { hash: '0123abcd', changed: true },
      files: [{ path: 'data/train <1>.csv', bytes: 12_345, sha256: 'f00d' }],
    };
    return open(renderHtml({ ...record, environment: known }), async (page) => {
      const text = await page.locator('section:has(#reproduction-title)').innerText();
      for (const part of ['16 GiB', '0123abcd, with changes that were not committed', 'data/train <1>.csv', '12,345', 'f00d'])
        expect(text).toContain(part);
      expect(text).toContain('We searched 9 hyperparameters');
    });
  });

  it('draws two objectives against each other, and picks a trial there', () =>
    open(renderHtml(twoObjectivesRecord), async (page) => {
      const chart = page.locator('#pareto-chart');
      const best = await page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--best').trim()");
      await chart.locator(`path[fill="${best}"]`).click({ force: true });
      expect(await page.locator('#leaderboard tr.picked').getAttribute('data-trial')).toBe('2');
      const states = await page.locator('#leaderboard .chip').allTextContents();
      expect(states).toEqual(['complete', 'complete', 'complete (audit)', 'paused at step 1']);
    }));

  it.each([390, 768, 1280])('fits a window of %d pixels', (width) =>
    open(
      renderHtml(sampleRecord()),
      async (page) => expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width),
      width,
    ),
  );

  it.each([
    ['light', 1280],
    ['light', 390],
    ['dark', 1280],
    ['dark', 390],
  ] as const)('has nothing that axe finds serious or critical, %s, %d pixels wide', (colorScheme, width) => {
    const confusions = { trialNumber: 3, validation: threeClasses, test: threeClasses };
    return open(
      renderHtml({ ...sampleRecord(200), confusions }),
      async (page) => {
        await page.emulateMedia({ colorScheme });
        await page.locator('#leaderboard tbody tr').first().click();
        await page.locator('#trial-facts dl').first().waitFor();
        await page.locator('summary', { hasText: 'Columns' }).click();
        await page.locator('#trial-filter').fill('wrong<1');
        await page.locator('#filter-mistake', { hasText: 'Expected one of' }).waitFor();
        await page.evaluate(readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8'));
        const { violations } = (await page.evaluate('axe.run(document)')) as AxeResults;
        const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
        expect(grave.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
      },
      width,
    );
  });

  it('filters the leaderboard by a brush on an axis, and lets it go again', () =>
    open(renderHtml(sampleRecord()), async (page) => {
      await brushUpperHalfOfEncoder(page);
      const withCnn = sampleRecord().trials.filter(({ params }) => params.encoder === 'cnn').length;
      await expect.poll(() => visibleRows(page)).toBe(withCnn);
      expect(await page.locator('#row-count').textContent()).toBe(`${withCnn} of 40 trials`);
      await page.locator('#show-all-again').click();
      await expect.poll(() => visibleRows(page)).toBe(40);
    }));

  it('filters the leaderboard by words, beside a brush, and says what is wrong with them', () =>
    open(renderHtml(sampleRecord()), async (page) => {
      const { trials } = sampleRecord();
      const field = page.locator('#trial-filter');
      const pruned = trials.filter(({ state, params }) => state === 'pruned' && Number(params.learning_rate) < 1e-3);
      await field.pressSequentially('state:pruned lr<1e-3');
      await expect.poll(() => visibleRows(page)).toBe(pruned.length);
      expect(await page.locator('#row-count').textContent()).toBe(`${pruned.length} of 40 trials`);
      const explained = trials.filter((trial) => trial.state === 'pruned' && trial.explanation.includes('step 3'));
      await field.fill('"at step 3"');
      await expect.poll(() => visibleRows(page)).toBe(explained.length);

      await field.fill('dropout<');
      const mistake = page.locator('#filter-mistake');
      await expect.poll(() => mistake.textContent()).toBe('Expected a value after "dropout<"');
      expect(await field.getAttribute('aria-invalid')).toBe('true');
      await field.press('Escape');
      await expect.poll(() => visibleRows(page)).toBe(40);
      expect(await field.inputValue()).toBe('');
      expect(await mistake.textContent()).toBe('');

      await brushUpperHalfOfEncoder(page);
      const cnn = trials.filter(({ params }) => params.encoder === 'cnn');
      await expect.poll(() => visibleRows(page)).toBe(cnn.length);
      await field.fill('loss=focal');
      await expect.poll(() => visibleRows(page)).toBe(cnn.filter(({ params }) => params.loss === 'focal').length);
      await page.locator('#show-all-again').click();
      await expect.poll(() => visibleRows(page)).toBe(40);
      expect(await field.inputValue()).toBe('');
    }));

  it('shows and hides columns by keyboard', () =>
    open(renderHtml(sampleRecord(60)), async (page) => {
      const titles = async () => (await page.locator('#leaderboard th:visible').allTextContents()).slice(-4);
      expect(await titles()).toEqual(['loss', 'smoothing', 'clip_norm', 'lowercase']);
      await page.locator('summary', { hasText: 'Columns' }).press('Enter');
      await page.locator('#column-choice label', { hasText: 'Started' }).locator('input').focus();
      await page.keyboard.press('Space');
      await page.keyboard.press('Shift+Tab');
      await page.keyboard.press('Space');
      await page.keyboard.press('Shift+Tab');
      await page.keyboard.press('Space');
      expect(await titles()).toEqual(['smoothing', 'clip_norm', 'val_loss', 'Started']);
      // Rows that come later, too.
      await page.locator('#show-all').click();
      const last = page.locator('#leaderboard tbody tr').last().locator('td:visible');
      expect(await last.last().textContent()).toMatch(/^2026-03-01 09:\d\d:\d\d UTC$/);
      expect(await last.count()).toBe(await page.locator('#leaderboard th:visible').count());
    }));

  it('shows all of a trial that is picked, with its repeats, and goes back to its row', () =>
    open(renderHtml(withDecisions(finalizedRecord())), async (page) => {
      const panel = page.locator('#trial-panel');
      const row = page.locator('#leaderboard tbody tr.winner');
      const number = Number(await row.getAttribute('data-trial'));
      await row.locator('button').press('Enter');
      await expect.poll(() => page.locator('#trial-title').textContent()).toBe(`Trial ${number}, the best`);
      expect(await page.locator('#trial-state').textContent()).toBe('complete, 12 epochs, 11.8 s');
      const { params, metrics } = finalizedRecord().trials[number] as CompleteTrial;
      const facts = await page.locator('#trial-facts').innerText();
      for (const part of ['decay\ncosine', String(Number(Number(params.dropout).toPrecision(6)))]) expect(facts).toContain(part);
      expect(facts).toContain(`val_loss\n${Number(metrics.val_loss?.toPrecision(6))}`);
      expect(facts).toMatch(/Why suggested\nby\n(random|tpe)/);
      const tables = page.locator('#trial-facts table');
      expect(await tables.first().innerText()).toContain('7\tcontinue\t0.123457');
      expect(await tables.last().locator('tbody tr').count()).toBe(1 + 2 + 5);
      expect(await tables.last().innerText()).toContain(`complete (final of ${number})\t1`);
      expect(await page.locator('#trial-curve svg path').count()).toBeGreaterThan(12);

      await page.locator('#close-trial').click();
      expect(await panel.isVisible()).toBe(false);
      expect(await page.evaluate('document.activeElement.textContent')).toBe(String(number));
      // One without a curve, and the first again.
      const failed = finalizedRecord().trials.find(({ reports, state }) => state === 'failed' && reports.length === 0);
      await page.locator(`#leaderboard tr[data-trial="${failed?.number}"]`).click();
      await expect.poll(() => page.locator('#trial-state').textContent()).toMatch(/^failed, 0 epochs, .*: out-of-memory: /);
      expect(await page.locator('#trial-curve').isVisible()).toBe(false);
      await row.locator('button').press('Enter');
      await expect.poll(() => page.locator('#trial-curve svg').isVisible()).toBe(true);
    }));

  it('sorts by a column and highlights the row picked', () =>
    open(renderHtml(sampleRecord()), async (page) => {
      const header = page.locator('#leaderboard th', { hasText: 'learning_rate' });
      const rates = async () =>
        (
          await page
            .locator('#leaderboard tbody tr td:nth-child(9)')
            .evaluateAll((cells) => cells.map((cell) => cell.getAttribute('data-sort')))
        ).map(Number);
      await header.locator('button').click();
      expect(await header.getAttribute('aria-sort')).toBe('ascending');
      expect(await rates()).toEqual((await rates()).toSorted((a, b) => a - b));
      await header.locator('button').click();
      expect(await rates()).toEqual((await rates()).toSorted((a, b) => b - a));

      await page.locator('#leaderboard tbody tr[data-trial="5"]').click();
      expect(await page.locator('#leaderboard tr.picked').getAttribute('data-trial')).toBe('5');
      expect(await page.locator('#leaderboard button[aria-pressed="true"]').textContent()).toBe('5');
    }));

  it('keeps hostile names inert', () => {
    const attack = `</script><script>alert(1)</script><img src=x onerror=alert(2)>'"{{b}}\${alert(3)}`;
    return open(renderHtml(hostileRecord(attack)), async (page) => {
      expect(await page.locator('h1').textContent()).toBe(attack);
      expect(await page.locator('img').count()).toBe(0);
      // The library, the figures, the rest of the rows, the trials' details, the page's own script, and the library unpacked.
      expect(await page.locator('script').count()).toBe(6);
      const best = await page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--best').trim()");
      await page.locator(`#progress-chart svg path[fill="${best}"]`).hover({ force: true });
      expect(await page.locator('.tip').textContent()).toContain(`${attack}0.25`);
      expect(await page.locator('#leaderboard').textContent()).toContain('<img src=x onerror=alert(2)>');
      await page.locator('#leaderboard tr[data-trial="1"]').click();
      await expect.poll(() => page.locator('#trial-state').textContent()).toContain(attack);
      expect(await page.locator('#trial-facts').textContent()).toContain(`Parameters${attack}${attack}`);
      expect(await page.locator('#column-choice').textContent()).toContain(attack);
      await page.locator('#trial-filter').fill(`${attack}<1`);
      await expect.poll(() => page.locator('#filter-mistake').textContent()).not.toBe('');
      expect(await page.locator('img').count()).toBe(0);
    });
  });

  it('keeps hostile names inert where a forest is shown', () => {
    const attack = `</script><img src=x onerror=alert(1)>\${alert(2)}{a|b}`;
    const { spec, trials, ...record } = sampleRecord(150);
    const parameters = spec.space.parameters.map((parameter) =>
      parameter.name === 'learning_rate' ? { ...parameter, name: attack } : parameter,
    );
    const renamed = trials.map(({ params: { learning_rate, ...params }, ...trial }) => ({
      ...trial,
      params: { ...params, [attack]: learning_rate },
    }));
    const hostile = { ...record, spec: { ...spec, space: { parameters } }, trials: renamed as Trial[] };
    return open(renderHtml(hostile), async (page) => {
      expect(await page.locator('#contour-across option').allTextContents()).toContain(attack);
      expect(await page.locator('#contour-best').textContent()).toContain(attack);
      expect(await page.locator('.meters').textContent()).toContain(attack);
      expect(await page.locator('#endings-title ~ .blocks').textContent()).toContain(`trials with ${attack} from 0.0`);
      await page.locator('#contour-chart').hover();
      expect(await page.locator('.tip').first().textContent()).toContain(attack);
      expect(await page.locator('img').count()).toBe(0);
    });
  });

  const cases: [string, StudyRecord][] = [
    ['no trial', { ...sampleRecord(0), test: undefined } as unknown as StudyRecord],
    ['one trial', sampleRecord(1)],
    ['each ending, minimised, from code', smallRecord],
    ['nothing complete', { ...smallRecord, trials: smallRecord.trials.slice(1) }],
    [
      'values without reports',
      { ...sampleRecord(), trials: sampleRecord().trials.map((trial) => ({ ...trial, reports: [] }) as Trial) },
    ],
    ['no parameters', { ...smallRecord, spec: { ...smallRecord.spec, space: { parameters: [] } } }],
  ];
  it.each(cases)('opens a study with %s', (_, record) =>
    open(renderHtml(record), async (page) => expect(await page.locator('h1').textContent()).toBe(record.spec.name)),
  );

  it('stays usable with two thousand trials', () => {
    const html = renderHtml(sampleRecord(2000));
    expect(renderHtml(withDecisions(sampleRecord(1000))).length).toBeLessThan(2e6);
    return open(html, async (page) => {
      expect(await page.locator('#parameters-title ~ .note').allTextContents()).toContain(
        '1,000 of 2,000 trials, evenly chosen, with the best and the one picked.',
      );
      expect(await visibleRows(page)).toBe(50);
      await page.locator('#show-all').click();
      expect(await visibleRows(page)).toBe(2000);
    });
  });

  it('has the same script when a loader has rewritten the source', async () => {
    const script = `
      import { renderHtml } from './src/report/html/render-html.ts';
      import { sampleRecord } from './test/report/sample-record.ts';
      process.stdout.write(renderHtml(sampleRecord()));`;
    const root = fileURLToPath(new URL('../..', import.meta.url));
    const options = { cwd: root, maxBuffer: 32e6 };
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--import', 'tsx', '--input-type=module', '--eval', script],
      options,
    );
    await open(stdout, async (page) => expect(await page.locator('.chart svg').count()).toBeGreaterThan(12));
  });
});

/** The first axis of the parallel coordinates, encoder, is at the left edge of the plot; its upper half is `cnn`. */
async function brushUpperHalfOfEncoder(page: Page): Promise<void> {
  const chart = page.locator('#parallel-chart');
  await chart.scrollIntoViewIfNeeded();
  const box = await chart.boundingBox();
  if (!box) throw new Error('Expected the chart to be visible');
  await page.mouse.move(box.x + 44, box.y + 45);
  await page.mouse.down();
  await page.mouse.move(box.x + 44, box.y + 100, { steps: 4 });
  await page.mouse.move(box.x + 44, box.y + 180, { steps: 4 });
  await page.mouse.up();
}

/** As of a pruner that looks at every epoch. */
function withDecisions(record: StudyRecord): StudyRecord {
  const decided = ({ step, ...report }: Report, trial: number): Report => ({
    ...report,
    step,
    decision: { verdict: 'continue', numbers: { value: step === 7 ? 0.1234567 : Math.sin(trial + step), of: trial } },
  });
  return {
    ...record,
    trials: record.trials.map((trial) => ({ ...trial, reports: trial.reports.map((one) => decided(one, trial.number)) })),
  };
}

interface AxeResults {
  readonly violations: readonly {
    readonly id: string;
    readonly impact: string;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

/** Every word of a user replaced. */
function hostileRecord(attack: string): StudyRecord {
  const { spec, ...record } = smallRecord;
  return {
    ...record,
    spec: {
      ...spec,
      name: attack,
      description: attack,
      objective: { metric: attack, goal: 'minimize' },
      sampler: { type: attack },
      space: {
        parameters: [{ name: attack, distribution: { kind: 'categorical', choices: [attack, '{a|b}'] } }],
      },
    },
    sweepText: attack,
    trials: record.trials.map((trial) => ({
      ...trial,
      params: { [attack]: attack },
      ...(trial.state === 'complete' && { metrics: { [attack]: 1 } }),
      ...(trial.state === 'failed' && { message: attack }),
      ...(trial.state === 'pruned' && { explanation: attack }),
    })),
  };
}
