import { describe, expect, it } from 'vitest';
import type { StudyRecord } from '../../../src/core/study-record.js';
import { exportMarkdown } from '../../../src/report/export-markdown.js';
import { evenly } from '../../../src/report/figures/evenly.js';
import { figuresOf } from '../../../src/report/figures/figures.js';
import { describeInChromium } from '../in-chromium.js';
import { sampleRecord } from '../sample-record.js';
import { smallRecord } from '../small-record.js';
import { twoObjectivesRecord } from '../two-objectives-record.js';

function drawn(record: StudyRecord): Record<string, string> {
  return Object.fromEntries(figuresOf(record).map(({ path, content }) => [path.replace(/^figures\/|\.svg$/g, ''), content]));
}

function count(svg: string | undefined, pattern: RegExp): number {
  return svg?.match(pattern)?.length ?? 0;
}

/** What trials of a study have, by state. */
function withValues(state: string): number {
  return sampleRecord().trials.filter((trial) => trial.state === state && trial.reports.length > 0).length;
}

describe('the figures of a study', () => {
  it('have a mark for each trial with a value, the best one apart, and as many curves', () => {
    const { progress, curves, importance } = drawn(sampleRecord());
    // One of each is in the legend.
    expect(count(progress, /<circle class="complete"/g)).toBe(withValues('complete') - 1 + 1);
    expect(count(progress, /<circle class="best"/g)).toBe(1);
    expect(count(progress, /<path class="pruned"/g)).toBe(withValues('pruned') + 1);
    expect(count(progress, /<path class="failed"/g)).toBe(withValues('failed') + 1);
    expect(count(curves, /d="M(?![\d.]+ 46L)[^"]+" fill="none"/g)).toBe(
      sampleRecord().trials.filter(({ reports }) => reports.filter(({ loss }) => Number.isFinite(loss)).length > 1).length,
    );
    expect(count(importance, /<rect class="bar"/g)).toBe(9);
    expect(progress).toContain('>val_accuracy of each trial</text>');
  });

  it('have a line of the best so far that only gets better', () => {
    const { progress } = drawn(sampleRecord());
    // The first one is the legend's.
    const [, line = ''] = [...(progress ?? '').matchAll(/<path class="best" d="M([^"]+)" fill="none"/g)].map(([, way]) => way);
    const points = line.split('L').map((point) => point.split(' ').map(Number) as [number, number]);
    const heights = points.map(([, y]) => y);
    expect(points.length).toBeGreaterThan(5);
    // Up is smaller: of a metric to be maximised.
    expect(heights).toEqual(heights.toSorted((a, b) => b - a));
    expect(points.map(([x]) => x)).toEqual(points.map(([x]) => x).toSorted((a, b) => a - b));
    const least = drawn(smallRecord).progress;
    expect(least).toContain('val_loss of each trial');
  });

  it('are only those that there is something for', () => {
    expect(Object.keys(drawn(smallRecord))).toEqual(['progress', 'curves']);
    expect(Object.keys(drawn(twoObjectivesRecord))).toEqual(['progress']);
    expect(figuresOf({ ...smallRecord, trials: smallRecord.trials.slice(3) })).toEqual([]);
  });

  it('stay small, with what matters most among what is shown', () => {
    const { progress, curves } = drawn(sampleRecord(6000));
    expect(progress).toContain('2,000 of ');
    expect(progress?.length).toBeLessThan(200_000);
    expect(curves?.length).toBeLessThan(50_000);
    expect(count(progress, /<circle class="best"/g)).toBe(1);
    expect(evenly([1, 2, 3, 4, 5, 6], 2, (one) => one === 6)).toEqual([1, 4, 6]);
    expect(evenly([1, 2], 2, () => false)).toEqual([1, 2]);
  });

  it('lie beside the Markdown that shows them', () => {
    const [report, ...figures] = [...exportMarkdown(sampleRecord())];
    expect(figures.map(({ path }) => path)).toEqual(['figures/progress.svg', 'figures/curves.svg', 'figures/importance.svg']);
    for (const { path } of figures) expect(report?.content).toContain(`](${path})`);
    expect(report?.content).toContain('![val_accuracy of each trial, and the best so far](figures/progress.svg)');
  });
});

describeInChromium('the figures', (open) => {
  it('are pictures, whatever names are in them, light and dark', () => {
    const attack = `</svg><script>alert(1)</script>&"'\u0000\u001b\ud800`;
    const { spec } = sampleRecord();
    const parameters = spec.space.parameters.map((parameter, i) => (i === 1 ? { ...parameter, name: attack } : parameter));
    const record = {
      ...sampleRecord(100),
      spec: { ...spec, objective: { metric: attack, goal: 'maximize' as const }, space: { parameters } },
      trials: sampleRecord(100).trials.map((trial) => ({ ...trial, params: { ...trial.params, [attack]: 0.01 } })),
    };
    const pictures = figuresOf(record).map(({ content }) => `data:image/svg+xml,${encodeURIComponent(content)}`);
    expect(pictures).toHaveLength(3);
    const page = `<meta charset="utf-8">${pictures.map((source) => `<img src="${source}">`).join('')}`;
    return open(page, async (page) => {
      const widths = await page
        .locator('img')
        .evaluateAll((images) => images.map((image) => (image as HTMLImageElement).naturalWidth));
      expect(widths).toEqual([800, 800, 800]);
      const light = await page.locator('img').first().screenshot();
      await page.emulateMedia({ colorScheme: 'dark' });
      const dark = await page.locator('img').first().screenshot();
      expect(dark.equals(light)).toBe(false);
    });
  });
});
