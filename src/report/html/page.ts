import { createHash } from 'node:crypto';
import { unpack } from './client/unpack.js';
import { unpackPage } from './client/unpack-page.js';
import { chartLibrary } from './client-script.js';
import { html, Markup } from './markup.js';
import { packed } from './packed.js';
import { styleSheet } from './style.js';

export interface PageContent {
  readonly title: string;
  readonly body: Markup;
  /** What the script draws from: plain data. */
  readonly data: unknown;
  /** A function's body. */
  readonly script: string;
}

/** A page as one file that opens without a network: style, charts and figures are in it, the latter two compressed. */
export function renderPage({ title, body, data, script }: PageContent): string {
  // Loaders that keep function names wrap functions in `__name`; the page does not need it.
  const starting = inlineScript(`const __name = (part) => part;\n(${unpackPage})(${unpack}, () => {\n${script}\n});`);
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy([chartLibrary(), starting.text])}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="Hypersweep">
<title>${title} · Hypersweep</title>
<style>${new Markup(styleSheet)}</style>
</head>
<body>
<main>
${body}
<footer>Charts by Apache ECharts, under the Apache License 2.0.</footer>
</main>
${packedLibrary()}
${packed('report-data', JSON.stringify(data))}
<script>${starting}</script>
</body>
</html>
`.text;
}

let library: Markup | undefined;

/** The same in every page, and the dearest part to compress. */
function packedLibrary(): Markup {
  library ??= packed('chart-library', chartLibrary());
  return library;
}

/** A script's text cannot hold the end of its own element; inside a string or a pattern `<\/script` means the same. */
function inlineScript(source: string): Markup {
  return new Markup(source.replace(/<\/script/gi, '<\\/script'));
}

/** Nothing is fetched, and no script runs but those that were written here: each is named by its hash. */
function contentSecurityPolicy(scripts: readonly string[]): string {
  const hashes = scripts.map((text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`);
  return [
    "default-src 'none'",
    `script-src ${hashes.join(' ')}`,
    "style-src 'unsafe-inline'",
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}
