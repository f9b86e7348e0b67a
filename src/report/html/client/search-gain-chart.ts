import type { SearchGainData } from '../search-gain-data.js';
import type { Page } from './page.js';

/** The best of the search so far beside the expected best of as many random trials. */
export function drawSearchGain(page: Page): void {
  const text = document.getElementById('search-gain-chart')?.dataset.gain;
  if (text === undefined) return;
  const { search, random, last, range }: SearchGainData = JSON.parse(text);
  const { low, high } = range;
  const inside = (points: SearchGainData['search']) =>
    points.map(([trials, value]) => [trials, Math.min(high, Math.max(low, value))]);
  page.mountChart(page, 'search-gain-chart', search.length + random.length, (theme) => ({
    ...page.courseAxes(page, theme, 'trials', last, range),
    series: [
      {
        type: 'line',
        data: inside(random),
        symbol: 'none',
        silent: true,
        lineStyle: { color: theme.complete, width: 2, type: 'dashed' },
      },
      {
        type: 'line',
        step: 'end',
        data: inside(search),
        symbol: 'none',
        silent: true,
        lineStyle: { color: theme.best, width: 2 },
      },
    ],
  }));
}
