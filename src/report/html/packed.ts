import { gzipSync } from 'node:zlib';
import { html, Markup } from './markup.js';

/** Text that the page carries compressed, a third of its size; its script unpacks it. Base64 holds nothing that HTML would read. */
export function packed(id: string, text: string): Markup {
  const base64 = gzipSync(text, { level: 9 }).toString('base64');
  return html`<script type="text/plain" id="${id}">${new Markup(base64)}</script>`;
}
