import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { GrowingFile } from './growing-file.js';
import type { MetricRecord } from './metric-record.js';
import { type Field, fieldsOf } from './protobuf.js';

/** Of a record: its length (8 bytes) and that number's checksum before it, its own checksum after it. */
const headBytes = 12;
const tailBytes = 4;

/**
 * The scalars in TensorBoard's event files of a folder and the folders in it, as TensorFlow and PyTorch write them: tags are
 * metrics. Format: tensorflow/core/lib/io/record_writer.cc and tensorflow/core/util/event.proto of
 * https://github.com/tensorflow/tensorflow. Checksums are not compared: what is damaged is a program's own plot, too.
 */
export class TensorBoardEvents {
  readonly #folder: string;
  readonly #files = new Map<string, EventFile>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** What came since the last look, file by file; each record has the step of its event as `step`. */
  *read(): Generator<MetricRecord> {
    for (const path of eventFiles(this.#folder)) {
      const file = this.#files.get(path) ?? new EventFile(path);
      this.#files.set(path, file);
      yield* file.read();
    }
  }
}

class EventFile {
  readonly #file: GrowingFile;
  #rest: Buffer = Buffer.alloc(0);

  constructor(path: string) {
    this.#file = new GrowingFile(path);
  }

  *read(): Generator<MetricRecord> {
    for (let block = this.#file.read(); block.length > 0; block = this.#file.read()) {
      this.#rest = Buffer.concat([this.#rest, block]);
      for (let event = this.#next(); event; event = this.#next()) {
        const record = scalarsOf(event);
        if (record) yield record;
      }
    }
  }

  /** The next event that is there as a whole. */
  #next(): Buffer | undefined {
    if (this.#rest.length < headBytes) return undefined;
    const end = headBytes + Number(this.#rest.readBigUInt64LE(0));
    if (this.#rest.length < end + tailBytes) return undefined;
    const event = this.#rest.subarray(headBytes, end);
    this.#rest = this.#rest.subarray(end + tailBytes);
    return event;
  }
}

/** Event: 2 step, 5 summary. Summary: 1 value. */
function scalarsOf(event: Buffer): MetricRecord | undefined {
  try {
    const fields = [...fieldsOf(event)];
    const summary = bytesOf(fields, 5);
    if (!summary) return undefined;
    const step = Number(fields.find(({ number }) => number === 2)?.integer ?? 0n);
    const values = [...fieldsOf(summary)].flatMap(({ number, bytes }) => (number === 1 && bytes ? scalar(bytes) : []));
    return values.length > 0 ? { ...Object.fromEntries(values), step } : undefined;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Value: 1 tag, 2 simple_value, 8 tensor. */
function scalar(value: Buffer): [string, number][] {
  const fields = [...fieldsOf(value)];
  const tag = bytesOf(fields, 1)?.toString();
  const simple = bytesOf(fields, 2)?.readFloatLE(0);
  const tensor = bytesOf(fields, 8);
  const number = simple ?? (tensor && tensorScalar(tensor));
  return tag === undefined || number === undefined ? [] : [[tag, number]];
}

/** TensorProto: 1 dtype (1 float, 2 double), 4 tensor_content, 5 float_val, 6 double_val. Undefined unless it is one number. */
function tensorScalar(tensor: Buffer): number | undefined {
  const fields = [...fieldsOf(tensor)];
  const type = fields.find(({ number }) => number === 1)?.integer;
  const bytes = bytesOf(fields, 4) ?? bytesOf(fields, type === 2n ? 6 : 5);
  if (type === 1n && bytes?.length === 4) return bytes.readFloatLE(0);
  return type === 2n && bytes?.length === 8 ? bytes.readDoubleLE(0) : undefined;
}

function bytesOf(fields: readonly Field[], wanted: number): Buffer | undefined {
  return fields.find(({ number }) => number === wanted)?.bytes;
}

function eventFiles(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.includes('tfevents'))
      .sort()
      .map((name) => join(folder, name));
  } catch {
    return [];
  }
}
