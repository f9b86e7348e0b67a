import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect } from 'vitest';

const browserPath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const missing = !existsSync(browserPath);
if (missing && process.env.CI) throw new Error(`Expected Chromium at ${browserPath}: install it or set CHROMIUM_PATH`);

/** Opens a page and fails the test for whatever the browser complains about or asks the network for. */
export type Open = (html: string, use: (page: Page) => Promise<void>, width?: number) => Promise<void>;

/** Tests that open pages in a browser. */
export function describeInChromium(name: string, tests: (open: Open) => void): void {
  describe.skipIf(missing)(`${name} in Chromium (skipped where ${browserPath} is missing)`, () => {
    let browser: Browser;
    let folder: string;

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'hypersweep-html-'));
      browser = await chromium.launch({
        executablePath: browserPath,
        args: [
          '--headless',
          '--no-sandbox',
          '--disable-gpu',
          '--disable-background-networking',
          '--disable-component-update',
          '--disable-sync',
          '--no-first-run',
        ],
      });
    });
    afterAll(async () => {
      await browser?.close();
      await rm(folder, { recursive: true, force: true });
    });

    tests(async (html, use, width = 1280) => {
      const path = join(folder, 'page.html');
      await writeFile(path, html);
      const complaints: string[] = [];
      const page = await browser.newPage({ viewport: { width, height: 900 } });
      page.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`));
      page.on('pageerror', (error) => complaints.push(`thrown: ${error.message}`));
      page.on('dialog', (dialog) => {
        complaints.push(`dialog: ${dialog.message()}`);
        void dialog.dismiss();
      });
      page.on('request', (request) => {
        if (request.url() !== pathToFileURL(path).href) complaints.push(`request: ${request.url()}`);
      });
      await page.goto(pathToFileURL(path).href);
      await use(page);
      await page.close();
      expect(complaints).toEqual([]);
    });
  });
}
