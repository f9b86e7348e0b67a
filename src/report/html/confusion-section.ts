import type { Confusion } from '../../core/confusion.js';
import type { StudyRecord } from '../../core/study-record.js';
import { averagesOf, type ClassScores, scoreCells, scoreColumns, scoreTable } from '../class-scores.js';
import { type ClassRow, classRows, frequentMistakes, mostClassesInMatrix } from '../confusion.js';
import { countText, shareText } from '../wording.js';
import { html, type Markup } from './markup.js';
import { scrollingTable } from './scrolling-table.js';

/** What the winner takes for what: all of it where the classes are few, else its most frequent mistakes. */
export function confusionSection({ confusions }: StudyRecord): Markup | undefined {
  if (!confusions) return undefined;
  const { trialNumber, validation, test } = confusions;
  const isSmall = validation.labels.length <= mostClassesInMatrix;
  const note = isSmall
    ? 'Each row has the examples of one class, each column what they were taken for; the stronger its colour, the larger a share of its row.'
    : `The most frequent mistakes among ${countText(validation.labels.length, 'class', 'classes')}.`;
  const part = (where: string, confusion: Confusion) =>
    html`<div><h3>On the ${where} data</h3>${isSmall ? matrix(confusion, scrolls(where)) : mistakes(confusion, scrolls(where))}
${scores(confusion, where)}</div>`;
  return html`<section class="card long" aria-labelledby="confusion-title"><h2 id="confusion-title">What trial ${trialNumber} takes for what</h2>
<p class="note">${note}</p>
<div class="blocks">${part('validation', validation)}
${test && part('test', test)}</div></section>`;
}

function scrolls(where: string): string {
  return `Confusion on the ${where} data, scrolls sideways on narrow screens`;
}

function matrix(confusion: Confusion, label: string): Markup {
  const { labels } = confusion;
  return html`<div class="scroll" tabindex="0" role="group" aria-label="${label}"><table class="confusion"><thead><tr><td></td>${labels.map(
    (name) => html`<th scope="col" title="${name}"><span>${name}</span></th>`,
  )}<th scope="col"><span>found</span></th></tr></thead><tbody>
${classRows(confusion).map((row) => matrixRow(row, labels))}</tbody></table></div>`;
}

function matrixRow({ label, counts, examples, found }: ClassRow, labels: readonly string[]): Markup {
  const cells = counts.map((count, k) => {
    if (count === 0) return html`<td></td>`;
    const share = count / examples;
    const title = `${label} taken for ${labels[k] ?? ''}: ${count} of ${examples} (${shareText(share)})`;
    // By the square root, so that rare mistakes are seen, too.
    const shade = Math.sqrt(share).toFixed(3);
    return html`<td class="${labels[k] === label ? 'right' : 'wrong'}" style="--shade: ${shade}" title="${title}">${count}</td>`;
  });
  return html`<tr><th scope="row" title="${label}">${label}</th>${cells}<td class="found">${found === undefined ? '–' : shareText(found)}</td></tr>\n`;
}

function mistakes(confusion: Confusion, label: string): Markup {
  const rows = frequentMistakes(confusion);
  if (rows.length === 0) return html`<p class="note">None.</p>`;
  return html`<div class="scroll" tabindex="0" role="group" aria-label="${label}"><table><thead><tr><th scope="col">Class</th><th scope="col">taken for</th><th scope="col" class="number">times</th><th scope="col" class="number">of its examples</th></tr></thead><tbody>
${rows.map(
  ({ truth, predicted, count, share }) =>
    html`<tr><td class="text" title="${truth}">${truth}</td><td class="text" title="${predicted}">${predicted}</td><td class="number">${count}</td><td class="number">${shareText(share)}</td></tr>\n`,
)}</tbody></table></div>`;
}

/** How well each class is told from the others, and on average. Many classes are folded away. */
function scores(confusion: Confusion, where: string): Markup {
  const scored = scoreTable(confusion);
  const { classes, macro } = scored;
  const row = (scores: ClassScores) => [
    html`<span class="class" title="${scores.label}">${scores.label}</span>`,
    ...scoreCells(scores),
  ];
  const table = scrollingTable({
    label: `Each class on the ${where} data`,
    header: ['Class', ...scoreColumns],
    rows: [...classes.map(row), ...averagesOf(scored).map((mean) => [html`<em>${mean.label}</em>`, ...scoreCells(mean)])],
  });
  if (classes.length <= mostClassesInMatrix) return table;
  return html`<details><summary>Precision, recall and F1 of each class (macro F1 ${scoreCells(macro)[2]})</summary>
${table}</details>`;
}
