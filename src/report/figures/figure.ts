import type { Content, Markup } from '../html/markup.js';
import { html } from '../html/markup.js';

/** In pixels; what a page of Markdown shows is about as wide. */
const width = 800;

/** Okabe and Ito's colours (2008), as in the report; pictures in Markdown follow the reader's scheme by themselves. */
const style = `
text { font: 12px system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", Arial, sans-serif; fill: #5b6671; }
.title { font-size: 15px; font-weight: 600; fill: #1b2128; }
.surface { fill: #ffffff; } .grid { stroke: #e1e5e9; } .bar { fill: #0072b2; }
.complete { color: #0072b2; } .pruned { color: #7d8790; } .failed { color: #9b3f79; } .best { color: #c24a00; }
@media (prefers-color-scheme: dark) {
  text { fill: #9aa5b0; } .title { fill: #e7eaed; }
  .surface { fill: #191d22; } .grid { stroke: #2c333a; } .bar { fill: #56b4e9; }
  .complete { color: #56b4e9; } .pruned { color: #87919b; } .failed { color: #d98abb; } .best { color: #ff9d4d; }
}`;

/** One SVG file. `height`: in pixels; the title stands in the first 36 of them. */
export function figure(title: string, height: number, content: Content): string {
  return `${
    html`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${printable(title)}">
<title>${printable(title)}</title>
<style>${style}</style>
<rect class="surface" width="${width}" height="${height}" rx="8"/>
<text class="title" x="20" y="26">${printable(title)}</text>
${content}
</svg>`.text
  }\n`;
}

/** Text at a place; XML has no way to write most control characters. */
export function label(x: number, y: number, text: string, anchor: 'start' | 'middle' | 'end' = 'start'): Markup {
  return html`<text x="${rounded(x)}" y="${rounded(y)}" text-anchor="${anchor}">${printable(text)}</text>\n`;
}

export function rounded(pixels: number): number {
  return Number(pixels.toFixed(1));
}

function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out.
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, '�');
}
