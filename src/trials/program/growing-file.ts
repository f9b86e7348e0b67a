import { closeSync, openSync, readSync } from 'node:fs';

const blockBytes = 1 << 20;

/** Reads what was appended to a file since the last look. A file that is not there yet has nothing in it. */
export class GrowingFile {
  readonly #path: string;
  #offset = 0;

  constructor(path: string) {
    this.#path = path;
  }

  /** The next bytes, at most a mebibyte; empty when there are no more. */
  read(): Buffer {
    let file: number;
    try {
      file = openSync(this.#path, 'r');
    } catch {
      return Buffer.alloc(0);
    }
    try {
      const block = Buffer.alloc(blockBytes);
      const length = readSync(file, block, 0, blockBytes, this.#offset);
      this.#offset += length;
      return block.subarray(0, length);
    } finally {
      closeSync(file);
    }
  }
}
