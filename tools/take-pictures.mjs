// Takes the README's pictures: runs the built-in sweep in tmux, photographs the leaderboard on its way and the report at the end.
// Needs tmux and Chromium; takes as long as the sweep, with `terminal` for the leaderboard alone half as long. A busy machine may want
// a quicker sweep than the built-in one.
//   npm run build && node tools/take-pictures.mjs [terminal [SWEEP]]
import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const root = fileURLToPath(new URL('..', import.meta.url));
const results = mkdtempSync(join(tmpdir(), 'pictures-'));
const photographAfter = /(3\d|[4-9]\d)\/60 trials/;
const [columns, rows] = [120, 34];
const [which, sweep = ''] = process.argv.slice(2);
const isTerminalAlone = which === 'terminal';

const tmux = (...args) => execFileSync('tmux', ['-L', 'pictures', ...args], { encoding: 'utf8' });
const screen = () => tmux('capture-pane', '-e', '-p');

const command = `COLORTERM=truecolor node dist/cli/main.js run ${sweep} --results ${results}; sleep 3600`;
tmux('new-session', '-d', '-x', String(columns), '-y', String(rows), '-c', root, command);
let terminal = '';
for (;;) {
  await wait(1000);
  const now = screen();
  if (terminal === '' && photographAfter.test(now)) terminal = now;
  if (now.includes('report.html') || (isTerminalAlone && terminal !== '')) break;
}
tmux('kill-server');

const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
const page = await browser.newPage({ viewport: { width: 1280, height: 1130 }, deviceScaleFactor: 1.5 });
await page.setContent(terminalPage(terminal));
await page.locator('pre').screenshot({ path: join(root, 'docs/terminal.png') });
if (!isTerminalAlone) {
  await page.goto(pathToFileURL(join(results, 'language-id/report.html')).href);
  await wait(1500);
  await page.screenshot({ path: join(root, 'docs/report.png') });
}
await browser.close();

/** The screen's text with the colours and weights that our view uses (SGR codes of ECMA-48). */
function terminalPage(text) {
  const classes = { 1: 'bold', 2: 'dim', 7: 'inverse' };
  const ends = { 22: ['bold', 'dim'], 27: ['inverse'] };
  const sgr = new RegExp(`${String.fromCharCode(27)}\\[([\\d;]*)m`);
  let active = new Set();
  let colour = 'inherit';
  const html = text.split(sgr).map((part, i) => {
    if (i % 2 === 0) {
      const escaped = part.replace(/&/g, '&amp;').replace(/</g, '&lt;');
      return `<span class="${[...active].join(' ')}" style="color: ${colour}">${escaped}</span>`;
    }
    for (const code of part.match(/38;2;\d+;\d+;\d+|\d+/g) ?? ['0']) {
      if (code.startsWith('38;')) colour = `rgb(${code.split(';').slice(2).join()})`;
      else if (code === '39') colour = 'inherit';
      else if (code === '0') [active, colour] = [new Set(), 'inherit'];
      else if (classes[code]) active.add(classes[code]);
      else for (const name of ends[code] ?? []) active.delete(name);
    }
    return '';
  });
  const style = `
    body { margin: 0; background: #16181d }
    pre { display: inline-block; margin: 0; padding: 16px 20px; color: #d7dae0; background: #16181d; font: 13px/1.35 'DejaVu Sans Mono', monospace }
    .bold { font-weight: bold } .dim { opacity: .55 } .inverse { color: #16181d !important; background: #d7dae0 }`;
  return `<style>${style}</style><pre>${html.join('')}</pre>`;
}
