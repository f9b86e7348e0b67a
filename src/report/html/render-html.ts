import { createHash } from 'node:crypto';
import type { StudyRecord } from '../../core/study-record.js';
import { summarise } from '../summary.js';
import { courseSection, importanceSection, parallelSection, parametersSection, paretoSection } from './chart-sections.js';
import { chartLibrary, clientScript } from './client-script.js';
import { endingsSection } from './endings-section.js';
import { leaderboardSection } from './leaderboard-section.js';
import { embeddedJson, html, Markup } from './markup.js';
import { overviewSection } from './overview-section.js';
import { reportData } from './report-data.js';
import { reproductionSection } from './reproduction-section.js';
import { styleSheet } from './style.js';

/** The report as one file that opens without a network: style, charts and figures are in it. */
export function renderHtml(record: StudyRecord): string {
  const summary = summarise(record);
  const data = reportData(record);
  const scripts = [chartLibrary(), clientScript()].map(inlineScript);
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy(scripts)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="Hypersweep">
<title>${summary.name} · Hypersweep</title>
<style>${new Markup(styleSheet)}</style>
</head>
<body>
<main>
${overviewSection(record, summary)}
${courseSection(record, summary, data)}
${paretoSection(data)}
${importanceSection(data)}
${parallelSection(data)}
${leaderboardSection(record)}
${parametersSection(data)}
${endingsSection(record, summary)}
${reproductionSection(record, summary)}
<footer>Charts by Apache ECharts, under the Apache License 2.0.</footer>
</main>
<script type="application/json" id="report-data">${embeddedJson(data)}</script>
${scripts.map((script) => html`<script>${script}</script>\n`)}</body>
</html>
`.text;
}

/** A script's text cannot hold the end of its own element; inside a string or a pattern `<\/script` means the same. */
function inlineScript(source: string): Markup {
  return new Markup(source.replace(/<\/script/gi, '<\\/script'));
}

/** Nothing is fetched, and no script runs but those that were written here: each is named by its hash. */
function contentSecurityPolicy(scripts: readonly Markup[]): string {
  const hashes = scripts.map(({ text }) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`);
  return [
    "default-src 'none'",
    `script-src ${hashes.join(' ')}`,
    "style-src 'unsafe-inline'",
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}
