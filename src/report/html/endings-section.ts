import type { StudyRecord } from '../../core/study-record.js';
import { objectivesOf } from '../../core/study-spec.js';
import { auditReport } from '../../study/audit-findings.js';
import { failuresByReason, prunedByStep, whereText } from '../early-endings.js';
import type { Summary } from '../summary.js';
import { countText } from '../wording.js';
import { html, type Markup } from './markup.js';

const mostNumbersNamed = 12;

/** What did not run to its end, and why. */
export function endingsSection(record: StudyRecord, { epochs }: Summary): Markup | undefined {
  const pruned = prunedByStep(record.trials);
  const failed = failuresByReason(record.trials, record.spec.space);
  const audit = auditReport(record.trials, objectivesOf(record.spec));
  if (pruned.length === 0 && failed.length === 0 && audit === undefined) return undefined;
  const saved = epochs.savedByPruning ? `, ${countText(epochs.savedByPruning, 'epoch')} short of their end` : '';
  return html`<section class="card long" aria-labelledby="endings-title"><h2 id="endings-title">Pruned and failed</h2><div class="blocks">
${
  pruned.length > 0 || audit !== undefined
    ? html`<div><h3>Stopped early by ${record.spec.pruner.type}${saved}</h3>${
        pruned.length > 0
          ? table(
              'Stopped early',
              ['At epoch', 'Trials', 'Why, of the last one'],
              pruned.map(({ step, trialNumbers, explanation }) => [String(step), trialNumbers, explanation]),
            )
          : undefined
      }${audit === undefined ? undefined : html`<p>${audit}</p>`}</div>`
    : undefined
}
${
  failed.length > 0
    ? html`<div><h3>Failed</h3>${table(
        'Failed',
        ['Reason', 'Trials', 'Message of the first one'],
        failed.map(({ reason, trialNumbers, message }) => [reason, trialNumbers, message]),
      )}${failed.map(({ reason, where }) => where && html`<p class="note">Where (${reason}): ${whereText(where)}.</p>`)}</div>`
    : undefined
}</div></section>`;
}

function table(
  label: string,
  header: readonly string[],
  rows: readonly (readonly [string, readonly number[], string])[],
): Markup {
  return html`<div class="scroll" tabindex="0" role="group" aria-label="${label}, scrolls sideways on narrow screens"><table><thead><tr>${header.map((title) => html`<th scope="col">${title}</th>`)}</tr></thead><tbody>
${rows.map(
  ([key, numbers, why]) =>
    html`<tr><td>${key}</td><td title="${namedNumbers(numbers)}">${numbers.length}</td><td class="why">${why}</td></tr>`,
)}</tbody></table></div>`;
}

function namedNumbers(numbers: readonly number[]): string {
  const more = numbers.length > mostNumbersNamed ? ` and ${numbers.length - mostNumbersNamed} more` : '';
  return `trials ${numbers.slice(0, mostNumbersNamed).join(', ')}${more}`;
}
