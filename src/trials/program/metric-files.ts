import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { MetricSources } from '../../core/task-spec.js';
import { CsvLog } from './csv-log.js';
import { type MetricRecord, parseJsonLine } from './metric-record.js';
import { TensorBoardEvents } from './tensorboard-events.js';

/** The files that a program writes its metrics to. */
export class MetricFiles {
  readonly #growing: readonly { read(): Iterable<MetricRecord> }[];
  readonly #result: string | undefined;

  /** `fill`: puts values in place of the macros of a path, which starts at `folder`. */
  constructor({ csv, tensorboard, result }: MetricSources, folder: string, fill: (path: string) => string) {
    const place = (path: string) => resolve(folder, fill(path));
    this.#growing = [
      ...(csv === undefined ? [] : [new CsvLog(place(csv))]),
      ...(tensorboard === undefined ? [] : [new TensorBoardEvents(place(tensorboard))]),
    ];
    this.#result = result === undefined ? undefined : place(result);
  }

  /** Whether anything is to be looked at while the program runs. */
  get grow(): boolean {
    return this.#growing.length > 0;
  }

  /** What came since the last look. */
  *news(): Generator<MetricRecord> {
    for (const file of this.#growing) yield* file.read();
  }

  /** Final metrics; undefined without a file of them. @throws Error where it cannot be read, or has no numbers */
  result(): MetricRecord | undefined {
    if (this.#result === undefined) return undefined;
    const record = parseJsonLine(readFileSync(this.#result, 'utf8'));
    if (record === undefined)
      throw new TypeError(`Expected ${this.#result} to be a JSON object with numbers, got something else`);
    return record;
  }
}
