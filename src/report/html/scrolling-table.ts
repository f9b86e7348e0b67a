import { html, type Markup } from './markup.js';

type Cell = Markup | string;

interface ScrollingTable {
  /** For those who do not see it. */
  readonly label: string;
  readonly header: readonly Cell[];
  readonly rows: readonly (readonly Cell[])[];
  /** Of all columns but the first; left out: figures, which stand on the right. */
  readonly cellClass?: string;
}

/** A table of figures whose first column says what each row is of; it scrolls sideways where the window is narrow. */
export function scrollingTable({ label, header, rows, cellClass = 'number' }: ScrollingTable): Markup {
  const className = (column: number) => (column === 0 ? '' : cellClass);
  return html`<div class="scroll" tabindex="0" role="group" aria-label="${label}, scrolls sideways on narrow screens"><table><thead><tr>${header.map((title, i) => html`<th scope="col" class="${className(i)}">${title}</th>`)}</tr></thead><tbody>
${rows.map((cells) => html`<tr>${cells.map((cell, i) => html`<td class="${className(i)}">${cell}</td>`)}</tr>`)}</tbody></table></div>`;
}
