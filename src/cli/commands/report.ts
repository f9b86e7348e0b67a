import { UsageError } from '../../core/errors.js';
import { type ReportFormat, reportFormats, standardFormats } from '../../report/exporters.js';
import { writeReports } from '../../report/write-reports.js';
import { makeDatabase } from '../../storage/make-database.js';
import { storageError } from '../../storage/storage-error.js';
import { formatsFrom } from '../formats.js';
import { printWritten } from '../output.js';
import { storedStudy } from '../stored-study.js';

interface ReportOptions {
  readonly compare?: readonly string[];
  readonly results: string;
  readonly format?: string;
  readonly out?: string;
  readonly json?: boolean;
}

export async function report(study: string | undefined, options: ReportOptions): Promise<number> {
  if (options.compare) {
    const { reportSideBySide } = await import('./report-side-by-side.js');
    return reportSideBySide(study === undefined ? options.compare : [study, ...options.compare], options);
  }
  if (study === undefined) throw new UsageError('Expected the name of a study, or --compare with the names of several');
  const formats = options.format === undefined ? standardFormats : formatsFrom<ReportFormat>(options.format, reportFormats);
  const { root, record } = storedStudy(study, options.results);
  const folder = options.out ?? root;
  const written = await writeReports(record, folder, { formats, makeDatabase }).catch((error) => {
    throw storageError(error, folder);
  });
  printWritten(written, { ...options, folder });
  return 0;
}
