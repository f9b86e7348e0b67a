import type { StudyRecord } from '../../core/study-record.js';
import { deviceText, parametersYaml, reproduceCommand, reproductionNotes } from '../reproduction.js';
import type { Summary } from '../summary.js';
import { countText } from '../wording.js';
import { html, type Markup } from './markup.js';

/** What it takes to trust the figures and to get them again. */
export function reproductionSection(record: StudyRecord, { best }: Summary): Markup {
  const command = reproduceCommand(record);
  return html`<section class="card long" aria-labelledby="reproduction-title"><h2 id="reproduction-title">How to reproduce</h2>
${command ? html`<pre tabindex="0"><code>${command}</code></pre>` : undefined}
<ul class="notes">${reproductionNotes(record).map((note) => html`<li>${note}</li>`)}</ul>
${environment(record)}
${best ? disclosure('The best parameters as a sweep file has them', parametersYaml(best.params)) : undefined}
${record.sweepText ? disclosure('The sweep file', record.sweepText.trimEnd()) : undefined}</section>`;
}

function disclosure(title: string, text: string): Markup {
  return html`<details open><summary>${title}</summary><pre tabindex="0"><code>${text}</code></pre></details>`;
}

function environment({ environment, spec }: StudyRecord): Markup | undefined {
  if (!environment) return undefined;
  const lines: [string, string][] = [
    ['Hypersweep', environment.hypersweep],
    ['Node', environment.node],
    ['Platform', environment.platform],
    ['Processor', `${environment.cpu}, ${countText(environment.cores, 'core')}`],
    ['Devices', deviceText(environment.devices)],
    ['Trials at a time', String(spec.workers ?? environment.devices.length)],
  ];
  return html`<dl class="settings">${lines.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}
