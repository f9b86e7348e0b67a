import { StringDecoder } from 'node:string_decoder';

/** A program that prints no line end must not fill the memory, in UTF-16 units. */
const longestLine = 1 << 20;

/** Cuts a stream into lines. Of a line that a progress bar wrote over and over, only what stood there last is one. */
export class LineSplitter {
  readonly #take: (line: string) => void;
  readonly #decoder = new StringDecoder();
  #rest = '';

  constructor(take: (line: string) => void) {
    this.#take = take;
  }

  add(chunk: Buffer): void {
    const lines = (this.#rest + this.#decoder.write(chunk)).split('\n');
    const rest = lines.pop() ?? '';
    this.#rest = rest.length > longestLine ? '' : rest.slice(rest.lastIndexOf('\r', rest.length - 2) + 1);
    for (const line of lines) this.#take(lastWritten(line));
    if (rest.length > longestLine) this.#take(lastWritten(rest));
  }

  end(): void {
    if (this.#rest !== '') this.#take(lastWritten(this.#rest));
    this.#rest = '';
  }
}

function lastWritten(line: string): string {
  const text = line.endsWith('\r') ? line.slice(0, -1) : line;
  return text.slice(text.lastIndexOf('\r') + 1);
}
