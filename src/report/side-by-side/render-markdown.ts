import type { ReportFile } from '../exporter.js';
import { escapeText, list, table } from '../markdown-text.js';
import { courseFigure, overTime, overTrials } from './course-figure.js';
import { outcomeRows } from './outcome.js';
import { rowsThatDiffer, type StudyRow } from './rows.js';
import { settingsOf } from './settings.js';
import type { SideBySide, StudySide } from './side-by-side.js';
import { cautions, verdict } from './verdict.js';
import { winnerRows } from './winners.js';

/** Studies side by side as Markdown, in GitHub's dialect, with the figures that it shows. */
export function* sideBySideMarkdown(compared: SideBySide): Generator<ReportFile> {
  const { objective, studies } = compared;
  const figures = [
    { path: 'comparison-trials.svg', over: overTrials },
    { path: 'comparison-time.svg', over: overTime(studies) },
  ];
  const sections = [
    `# ${escapeText(studies.map(({ name }) => name).join(' · '))}`,
    escapeText(verdict(compared)),
    list(cautions(compared)),
    `## Best ${escapeText(objective.metric)} so far`,
    ...figures.map(({ path, over }) => `![Best ${escapeText(objective.metric)} so far over ${over.text}](${path})`),
    section('What came out', 'figure', studies, outcomeRows(compared)),
    section('The best trials’ parameters', 'parameter', studies, winnerRows(studies)),
    section('Settings that differ', 'setting', studies, rowsThatDiffer(studies.map(({ record }) => settingsOf(record)))),
  ];
  yield { path: 'comparison.md', content: `${sections.filter((text) => text !== '').join('\n\n')}\n` };
  for (const { path, over } of figures) yield { path, content: courseFigure(compared, over) };
}

function section(title: string, rowsAre: string, studies: readonly StudySide[], rows: readonly StudyRow[]): string {
  if (rows.length === 0) return '';
  const header = [rowsAre, ...studies.map(({ name }) => name)];
  const lines = rows.map(({ name, cells, best }) => [name, ...cells.map((cell, i) => (best?.[i] ? `${cell} (best)` : cell))]);
  return `## ${title}\n\n${table(header, lines)}`;
}
