import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UsageError } from '../../core/errors.js';
import { beginStudy } from '../../session/begin.js';
import { readSweepFile } from '../../sweep-file/index.js';
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
  if (options.name !== undefined && !/^[A-Za-z0-9_][A-Za-z0-9._-]{0,63}$/.test(options.name)) {
    throw new UsageError(
      `Expected --name to be letters, digits, ".", "_" and "-" that make a folder's name, got "${options.name}"`,
    );
  }
  const { name, trials, workers, devices, perDevice, seed } = options;
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
  return search(study, options, warnings);
}
