import type { StudyRecord } from '../core/study-record.js';
import type { Exporter } from './exporter.js';
import { summarise } from './summary.js';
import { renderTrialsJsonl } from './trials-jsonl.js';

/** Both files of the format. */
export const exportJson: Exporter = (record) => [
  { path: 'trials.jsonl', content: renderTrialsJsonl(record) },
  { path: 'summary.json', content: renderSummaryJson(record) },
];

export function renderSummaryJson(record: StudyRecord): string {
  return `${JSON.stringify(summarise(record), null, 2)}\n`;
}
