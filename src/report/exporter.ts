import type { MakeDatabase } from '../core/database-content.js';
import type { StudyRecord } from '../core/study-record.js';

/** A file of a report, or without content a folder that has to be there. */
export interface ReportFile {
  /** Relative to the report's folder, with `/`. */
  readonly path: string;
  readonly content?: string | Uint8Array;
}

/** What an exporter needs that other folders own. */
export interface ExportTools {
  readonly makeDatabase: MakeDatabase;
}

/** A format's files, one after the other, so that many curves need not be in memory at once. */
export type Exporter = (record: StudyRecord, tools: ExportTools) => Iterable<ReportFile>;

/** The exporter of a format that is one text. */
export function oneFile(path: string, render: (record: StudyRecord) => string): Exporter {
  return (record) => [{ path, content: render(record) }];
}
