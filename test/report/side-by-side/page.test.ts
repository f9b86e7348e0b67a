import { expect, it } from 'vitest';
import { renderSideBySidePage } from '../../../src/report/side-by-side/render-page.js';
import { sideBySide } from '../../../src/report/side-by-side/side-by-side.js';
import { describeInChromium } from '../in-chromium.js';
import { sampleStudies } from './sample-studies.js';

const [whole, plain] = sampleStudies as [(typeof sampleStudies)[number], (typeof sampleStudies)[number]];

describeInChromium('the page of studies side by side', (open) => {
  it('draws a line for each study, over whatever the reader chooses, and tells them where the pointer is', () => {
    const attack = '<img src=x onerror=alert(1)>';
    return open(renderSideBySidePage(sideBySide([whole, { ...plain, name: attack }])), async (page) => {
      const chart = page.locator('#courses-chart');
      const lines = () =>
        chart
          .locator('svg path[stroke="#0072b2"], svg path[stroke="#d55e00"]')
          .evaluateAll((paths) => paths.map((path) => path.getAttribute('d')));
      await expect.poll(lines).toHaveLength(2);
      const overTrials = await lines();
      await chart.hover();
      expect(await page.locator('.tip').textContent()).toMatch(
        /^After \d+ trialslanguage-id0\.8\d+<img src=x onerror=alert\(1\)>0\.7\d+$/,
      );
      await page.locator('input[value="time"]').check();
      await expect.poll(lines).not.toEqual(overTrials);
      expect(await chart.locator('svg text').allTextContents()).toContain('time in which trials ran');
      expect(await page.locator('img').count()).toBe(0);
      expect(await page.locator('h1').textContent()).toBe(`language-id · ${attack}`);
    });
  });

  it.each([390, 1280])('fits a window of %d pixels, light and dark', (width) =>
    open(
      renderSideBySidePage(sideBySide(sampleStudies)),
      async (page) => {
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
        const ink = () => page.locator('#courses-chart svg text').first().getAttribute('fill');
        const light = await ink();
        await page.emulateMedia({ colorScheme: 'dark' });
        await expect.poll(ink).not.toBe(light);
      },
      width,
    ),
  );

  it('opens where no study has a trial', () => {
    const empty = sampleStudies.map(({ name, record }) => ({ name, record: { ...record, trials: [] } }));
    return open(renderSideBySidePage(sideBySide(empty)), async (page) =>
      expect(await page.locator('.verdict').textContent()).toBe('None of the 2 studies has a complete trial.'),
    );
  });
});
