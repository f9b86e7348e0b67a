import { UsageError } from '../../core/errors.js';
import { type ReportFormat, reportFormats } from '../../report/exporters.js';
import { writeReports } from '../../report/write-reports.js';
import { makeDatabase } from '../../storage/make-database.js';
import { storageError } from '../../storage/storage-error.js';
import { printJson } from '../output.js';
import { storedStudy } from '../stored-study.js';

interface ReportOptions {
  readonly results: string;
  readonly format: string;
  readonly out?: string;
  readonly json?: boolean;
}

export async function report(study: string, { results, format, out, json }: ReportOptions): Promise<number> {
  const formats = parseFormats(format);
  const { root, record } = storedStudy(study, results);
  const folder = out ?? root;
  const paths = await writeReports(record, folder, { formats, makeDatabase }).catch((error) => {
    throw storageError(error, folder);
  });
  if (json) printJson({ written: paths });
  else for (const path of paths) console.log(path);
  return 0;
}

function parseFormats(list: string): ReportFormat[] {
  return list.split(',').map((given) => {
    const name = given.trim();
    const format = reportFormats.find((known) => known === name);
    if (format === undefined)
      throw new UsageError(`Expected --format to name any of ${reportFormats.join(', ')}, with commas, got "${name}"`);
    return format;
  });
}
