import type { GitCommit, StudyRecord } from '../../core/study-record.js';
import { methodsParagraph } from '../methods-paragraph.js';
import { deviceText, parametersYaml, reproduceCommand, reproductionNotes } from '../reproduction.js';
import type { Summary } from '../summary.js';
import { countText } from '../wording.js';
import { html, type Markup } from './markup.js';

/** What it takes to trust the figures and to get them again. */
export function reproductionSection(record: StudyRecord, summary: Summary): Markup {
  const { best } = summary;
  const command = reproduceCommand(record);
  return html`<section class="card long" aria-labelledby="reproduction-title"><h2 id="reproduction-title">How to reproduce</h2>
${command ? html`<pre tabindex="0"><code>${command}</code></pre>` : undefined}
<ul class="notes">${reproductionNotes(record).map((note) => html`<li>${note}</li>`)}</ul>
${environment(record)}
${files(record)}
${best ? disclosure('The best parameters as a sweep file has them', parametersYaml(best.params)) : undefined}
${disclosure('A methods paragraph to paste', methodsParagraph(record, summary), 'prose')}
${record.sweepText ? disclosure('The sweep file', record.sweepText.trimEnd()) : undefined}</section>`;
}

function disclosure(title: string, text: string, className = ''): Markup {
  return html`<details open><summary>${title}</summary><pre tabindex="0" class="${className}"><code>${text}</code></pre></details>`;
}

/** Whether it is the data that it was: what the files must hash to. */
function files({ environment }: StudyRecord): Markup | undefined {
  const { files: digests = [] } = environment ?? {};
  if (digests.length === 0) return undefined;
  const rows = digests.map(
    ({ path, bytes, sha256 }) =>
      html`<tr><td>${path}</td><td class="number">${bytes.toLocaleString('en-US')}</td><td><code>${sha256}</code></td></tr>`,
  );
  return html`<div class="scroll" tabindex="0" role="group" aria-label="Files that trials read, scrolls sideways on narrow screens"><table><thead><tr><th scope="col">File</th><th scope="col" class="number">Bytes</th><th scope="col">SHA-256</th></tr></thead><tbody>${rows}</tbody></table></div>`;
}

function commitText({ hash, changed }: GitCommit): string {
  return changed ? `${hash}, with changes that were not committed` : hash;
}

function environment({ environment, spec }: StudyRecord): Markup | undefined {
  if (!environment) return undefined;
  const { commit, gpus = [], memoryBytes } = environment;
  const lines: [string, string][] = [
    ['Hypersweep', environment.hypersweep],
    ['Node', environment.node],
    ['Platform', environment.platform],
    ['Processor', `${environment.cpu}, ${countText(environment.cores, 'core')}`],
    ...(memoryBytes === undefined ? [] : [['Memory', `${Math.round(memoryBytes / 2 ** 30)} GiB`] as [string, string]]),
    ...(gpus.length === 0 ? [] : [['GPUs', gpus.join(', ')] as [string, string]]),
    ['Devices', deviceText(environment.devices)],
    ['Trials at a time', String(spec.workers ?? environment.devices.length)],
    ...(commit ? [['Git commit', commitText(commit)] as [string, string]] : []),
  ];
  return html`<dl class="settings">${lines.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}
