import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { StudyRecord } from '../core/study-record.js';
import { writeFileAtomically } from './atomic-write.js';
import type { ExportTools, ReportFile } from './exporter.js';
import { exporters, type ReportFormat, standardFormats } from './exporters.js';

interface ReportOptions extends ExportTools {
  /** Left out: those that every run writes. */
  readonly formats?: readonly ReportFormat[];
}

/** Writes the reports into `folder`, which is made when missing, over those that are there. Returns the paths written. */
export async function writeReports(
  record: StudyRecord,
  folder: string,
  { formats = standardFormats, ...tools }: ReportOptions,
): Promise<string[]> {
  const paths: string[] = [];
  for (const format of new Set(formats)) {
    const exporter = await exporters[format]();
    paths.push(...(await writeFiles(exporter(record, tools), folder)));
  }
  return paths;
}

/** Returns the paths written. */
export async function writeFiles(files: Iterable<ReportFile>, folder: string): Promise<string[]> {
  const paths: string[] = [];
  for (const file of files) {
    const path = join(folder, file.path);
    await mkdir(file.content === undefined ? path : dirname(path), { recursive: true });
    if (file.content === undefined) continue;
    await writeFileAtomically(path, file.content);
    paths.push(path);
  }
  return paths;
}
