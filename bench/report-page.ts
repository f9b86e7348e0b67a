/**
 * The HTML report: its size, what writing it takes, and how soon Chromium shows it. Times of the page are of its main thread's
 * processor, so that a busy machine does not lengthen them, and by the clock.
 *
 *   npx tsx bench/report-page.ts --trials 100,1000,10000
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { type Browser, chromium } from 'playwright-core';
import { renderHtml } from '../src/report/html/render-html.js';
import { sampleRecord } from '../test/report/sample-record.js';

const { values: args } = parseArgs({ options: { trials: { type: 'string', default: '100,1000,10000' } } });

interface Opening {
  /** Milliseconds until the first chart and until all charts: by the clock, and of the main thread. */
  readonly first: readonly [clock: number, cpu: number];
  readonly all: readonly [clock: number, cpu: number];
}

async function open(browser: Browser, url: string): Promise<Opening> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  const cpu = async () => {
    const { metrics } = await devtools.send('Performance.getMetrics');
    return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN);
  };
  const startedAt = performance.now();
  const now = async () => [performance.now() - startedAt, await cpu()] as const;
  await page.goto(url);
  await page.locator('#progress-chart > div').first().waitFor();
  const first = await now();
  await page.locator('html[data-ready]').waitFor();
  const all = await now();
  await page.close();
  return { first, all };
}

const folder = mkdtempSync(join(tmpdir(), 'hypersweep-report-'));
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu'],
});
try {
  const rows: Record<string, Record<string, string>> = {};
  for (const count of args.trials.split(',').map(Number)) {
    const record = sampleRecord(count);
    const before = process.cpuUsage();
    const html = renderHtml(record);
    const { user, system } = process.cpuUsage(before);
    const path = join(folder, `report-${count}.html`);
    writeFileSync(path, html);
    const { first, all } = await open(browser, pathToFileURL(path).href);
    const pair = ([clock, cpu]: readonly [number, number]) => `${clock.toFixed(0)} (${cpu.toFixed(0)})`;
    rows[`${count} trials`] = {
      'size (MB)': (Buffer.byteLength(html) / 1e6).toFixed(2),
      'written in (ms of cpu)': ((user + system) / 1000).toFixed(0),
      'first chart after (ms, of cpu)': pair(first),
      'all charts after (ms, of cpu)': pair(all),
    };
  }
  console.table(rows);
} finally {
  await browser.close();
  rmSync(folder, { recursive: true });
}
