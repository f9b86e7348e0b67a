import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UsageError } from '../../core/errors.js';
import { beginStudy } from '../../session/begin.js';
import { nameRule, readSweepFile, studyName } from '../../sweep-file/index.js';
import { milliseconds } from '../milliseconds.js';
import { type SearchOptions, search } from '../search.js';

/** What runs when no sweep file is named: it needs nothing but Node. */
const builtIn = fileURLToPath(new URL('../../../search-spaces/language-id.yaml', import.meta.url));

export interface RunOptions extends SearchOptions {
  readonly name?: string;
  readonly trials?: number;
  readonly time?: string;
  readonly workers?: number;
  readonly devices?: readonly string[];
  readonly perDevice?: number;
  readonly seed?: number;
  readonly warmStart?: string;
  /** `--no-finalize` makes it false. */
  readonly finalize?: boolean;
}

export async function run(sweep: string = builtIn, options: RunOptions): Promise<number> {
  const { spec, text, warnings } = readSweepFile(sweep);
  const { name, warning } = nameOf(options.name);
  const { trials, workers, devices, perDevice, seed } = options;
  const timeMs = milliseconds(options.time);
  const warmStart = options.warmStart === undefined ? undefined : { file: resolve(options.warmStart) };
  const finalize = options.finalize === false ? false : undefined;
  const changes = Object.fromEntries(
    Object.entries({ name, trials, timeMs, workers, devices, perDevice, seed, warmStart, finalize }).filter(
      ([, value]) => value !== undefined,
    ),
  );
  const study = beginStudy({
    spec,
    sweepText: text,
    origin: { baseFolder: dirname(resolve(sweep)), changes },
    resultsFolder: options.results,
  });
  return search(study, options, [...warnings, ...(warning === undefined ? [] : [warning])]);
}

/** As the sweep file's own name. */
function nameOf(given: string | undefined): { readonly name?: string; readonly warning?: string } {
  if (given === undefined) return {};
  const named = studyName(given);
  if (named === undefined) throw new UsageError(`Expected --name to be ${nameRule}, got ${JSON.stringify(given)}`);
  const { name, warning } = named;
  return { name, ...(warning !== undefined && { warning: `--name: ${warning}` }) };
}
