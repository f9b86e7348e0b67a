import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { UsageError } from '../../core/errors.js';
import { isDatabase, readOptunaDistributions } from '../../storage/optuna-study.js';
import { onDisk } from '../../storage/storage-error.js';
import { convertSpace, sweepText } from '../../sweep-file/convert/index.js';

/** Prints the sweep file, or writes it where there is none yet; what could not be carried over is told apart from it. */
export async function convert(file: string, out: string | undefined, options: { study?: string }): Promise<number> {
  const converted = convertSpace(spaceIn(file, options.study), file);
  const text = sweepText(converted);
  if (out === undefined) process.stdout.write(text);
  else write(out, text);
  for (const remark of converted.remarks) console.error(remark);
  return 0;
}

function write(path: string, text: string): void {
  if (existsSync(path)) throw new UsageError(`${path} exists already: it was left alone. Name another file.`);
  onDisk(path, () => writeFileSync(path, text));
}

/** Of a database of Optuna's its distributions, else what stands in the file. */
function spaceIn(file: string, study: string | undefined): string {
  if (isDatabase(file)) return JSON.stringify(readOptunaDistributions({ file, ...(study !== undefined && { study }) }));
  return onDisk(file, () => readFileSync(file, 'utf8'));
}
