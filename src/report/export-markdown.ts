import type { StudyRecord } from '../core/study-record.js';
import type { ReportFile } from './exporter.js';
import { figuresOf } from './figures/figures.js';
import { renderMarkdown } from './markdown.js';

/** The report in Markdown, and the figures that it shows. */
export function* exportMarkdown(record: StudyRecord): Generator<ReportFile> {
  const figures = figuresOf(record);
  yield { path: 'report.md', content: renderMarkdown(record, figures) };
  for (const { path, content } of figures) yield { path, content };
}
