import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { StudyRecord } from '../core/study-record.js';
import { writeFileAtomically } from './atomic-write.js';
import { renderCsv } from './csv.js';
import { renderHtml } from './html/render-html.js';
import { renderSummaryJson, renderTrialsJsonl } from './json.js';
import { renderMarkdown } from './markdown.js';

export const reportFormats = ['html', 'md', 'csv', 'json'] as const;
export type ReportFormat = (typeof reportFormats)[number];

/** A file name and what fills it, by format. */
const files: Record<ReportFormat, Readonly<Record<string, (record: StudyRecord) => string>>> = {
  html: { 'report.html': renderHtml },
  md: { 'report.md': renderMarkdown },
  csv: { 'leaderboard.csv': renderCsv },
  json: { 'trials.jsonl': renderTrialsJsonl, 'summary.json': renderSummaryJson },
};

/** Writes the reports into `folder`, which is made when missing, over those that are there. Returns the paths written. */
export async function writeReports(
  record: StudyRecord,
  folder: string,
  formats: readonly ReportFormat[] = reportFormats,
): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const paths: string[] = [];
  for (const format of new Set(formats)) {
    for (const [name, render] of Object.entries(files[format])) {
      const path = join(folder, name);
      await writeFileAtomically(path, render(record));
      paths.push(path);
    }
  }
  return paths;
}

export { renderCsv, renderHtml, renderMarkdown, renderSummaryJson, renderTrialsJsonl };
