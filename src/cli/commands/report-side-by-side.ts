import { join } from 'node:path';
import { UsageError } from '../../core/errors.js';
import { sideBySideFormats } from '../../report/side-by-side/formats.js';
import { type NamedStudy, sideBySide } from '../../report/side-by-side/side-by-side.js';
import { writeFiles } from '../../report/write-reports.js';
import { storageError } from '../../storage/storage-error.js';
import { formatsFrom } from '../formats.js';
import { printWritten } from '../output.js';
import { storedStudy } from '../stored-study.js';

interface SideBySideOptions {
  readonly results: string;
  readonly format?: string;
  readonly out?: string;
  readonly json?: boolean;
}

type SideBySideFormat = keyof typeof sideBySideFormats;
const known = Object.keys(sideBySideFormats) as SideBySideFormat[];

export async function reportSideBySide(studies: readonly string[], options: SideBySideOptions): Promise<number> {
  const formats = options.format === undefined ? known : formatsFrom(options.format, known);
  const compared = sideBySide(namedStudies(studies, options.results));
  const folder = options.out ?? join(options.results, 'comparison');
  const files = [...new Set(formats)].flatMap((format) => [...sideBySideFormats[format](compared)]);
  const written = await writeFiles(files, folder).catch((error) => {
    throw storageError(error, folder);
  });
  printWritten(written, { ...options, folder });
  return 0;
}

/** By their own names, and where several have the same, as they were given: folders may hold studies of one name. */
function namedStudies(studies: readonly string[], resultsFolder: string): NamedStudy[] {
  const stored = studies.map((given) => ({ given, ...storedStudy(given, resultsFolder) }));
  const repeated = stored.find(({ root }, index) => stored.findIndex((other) => other.root === root) !== index);
  if (repeated) throw new UsageError(`Expected different studies to put side by side, got ${repeated.given} twice`);
  return stored.map(({ given, record }) => {
    const isUnique = stored.filter((other) => other.record.spec.name === record.spec.name).length === 1;
    return { name: isUnique ? record.spec.name : given, record };
  });
}
