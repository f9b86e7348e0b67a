import type { ReportFile } from '../exporter.js';
import { sideBySideMarkdown } from './render-markdown.js';
import { renderSideBySidePage } from './render-page.js';
import type { SideBySide } from './side-by-side.js';

/** What studies side by side are written as, by the names that reports have. */
export const sideBySideFormats = {
  html: (compared: SideBySide): Iterable<ReportFile> => [{ path: 'comparison.html', content: renderSideBySidePage(compared) }],
  md: sideBySideMarkdown,
} as const;
