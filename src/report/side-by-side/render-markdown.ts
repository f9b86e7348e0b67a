import type { ReportFile } from '../exporter.js';
import { renderLinePlot } from '../line-plot.js';
import { escapeText, list, table } from '../markdown-text.js';
import type { EffortKind } from './course.js';
import { outcomeRows } from './outcome.js';
import { pointsOf } from './page-data.js';
import { rowsThatDiffer, type StudyRow } from './rows.js';
import { settingsOf } from './settings.js';
import type { SideBySide, StudySide } from './side-by-side.js';
import { cautions, verdict } from './verdict.js';
import { winnerRows } from './winners.js';

const figures = [
  { path: 'comparison-trials.svg', kind: 'trials', over: 'trials that have ended', unit: 1 },
  { path: 'comparison-time.svg', kind: 'time', over: 'minutes in which trials ran', unit: 60_000 },
] as const;

/** Studies side by side as Markdown, in GitHub's dialect, with the figures that it shows. */
export function* sideBySideMarkdown(compared: SideBySide): Generator<ReportFile> {
  const { objective, studies } = compared;
  const sections = [
    `# ${escapeText(studies.map(({ name }) => name).join(' · '))}`,
    escapeText(verdict(compared)),
    list(cautions),
    `## Best ${escapeText(objective.metric)} so far`,
    ...figures.map(({ path, over }) => `![Best ${escapeText(objective.metric)} so far over ${over}](${path})`),
    section('What came out', 'figure', studies, outcomeRows(compared)),
    section('The best trials’ parameters', 'parameter', studies, winnerRows(studies)),
    section('Settings that differ', 'setting', studies, rowsThatDiffer(studies.map(({ record }) => settingsOf(record)))),
  ];
  yield { path: 'comparison.md', content: `${sections.filter((text) => text !== '').join('\n\n')}\n` };
  for (const { path, ...figure } of figures) yield { path, content: renderFigure(compared, figure) };
}

function renderFigure(
  { objective, studies }: SideBySide,
  { kind, over, unit }: { kind: EffortKind; over: string; unit: number },
): string {
  return renderLinePlot({
    title: `Best ${objective.metric} so far`,
    xName: over,
    yName: objective.metric,
    logarithmic: false,
    lines: studies.map((study) => ({
      name: study.name,
      points: pointsOf(study).map((point) => [point[kind] / unit, point.value]),
    })),
  });
}

function section(title: string, rowsAre: string, studies: readonly StudySide[], rows: readonly StudyRow[]): string {
  if (rows.length === 0) return '';
  const header = [rowsAre, ...studies.map(({ name }) => name)];
  const lines = rows.map(({ name, cells, best }) => [name, ...cells.map((cell, i) => (best?.[i] ? `${cell} (best)` : cell))]);
  return `## ${title}\n\n${table(header, lines)}`;
}
