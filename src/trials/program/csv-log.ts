import { StringDecoder } from 'node:string_decoder';
import { GrowingFile } from './growing-file.js';
import { type MetricRecord, parseNumber } from './metric-record.js';

/** A CSV or TSV file that a program appends rows of numbers to, as Keras and Lightning do; its first line names the columns. */
export class CsvLog {
  readonly #file: GrowingFile;
  readonly #decoder = new StringDecoder();
  #columns: readonly string[] | undefined;
  #delimiter = ',';
  /** Of a line that is not finished. */
  #rest = '';

  constructor(path: string) {
    this.#file = new GrowingFile(path);
  }

  /** The rows that came since the last look. Empty cells, and those that are no number, are left out. */
  *read(): Generator<MetricRecord> {
    for (let block = this.#file.read(); block.length > 0; block = this.#file.read()) {
      const lines = (this.#rest + this.#decoder.write(block)).split(/\r?\n/);
      this.#rest = lines.pop() ?? '';
      for (const line of lines) {
        const row = this.#row(line);
        if (row) yield row;
      }
    }
  }

  #row(line: string): MetricRecord | undefined {
    if (line.trim() === '') return undefined;
    if (this.#columns === undefined) {
      this.#delimiter = ['\t', ';'].find((delimiter) => line.includes(delimiter)) ?? ',';
      this.#columns = this.#cells(line);
      return undefined;
    }
    const columns = this.#columns;
    const entries = this.#cells(line).flatMap((cell, index) => {
      const [name, value] = [columns[index], parseNumber(cell)];
      return name !== undefined && name !== '' && value !== undefined ? [[name, value] as const] : [];
    });
    return entries.length > 0 ? Object.fromEntries(entries) : undefined;
  }

  #cells(line: string): string[] {
    return line.split(this.#delimiter).map((cell) => cell.trim().replaceAll(/^"|"$/g, ''));
  }
}
