import { EventEmitter } from 'node:events';

/**
 * As much of a terminal as the painter speaks to: a grid of characters, the normal and the alternate screen, the cursor's place
 * and visibility. Anything else written to it is an error, so that no test passes on a sequence it does not know.
 */
export class VirtualTerminal extends EventEmitter {
  readonly isTTY = true;
  alternate = false;
  cursorVisible = true;
  /** What was copied into it. */
  clipboard = '';
  /** Every write, as it came. */
  readonly writes: string[] = [];
  private readonly normalScreen: string[] = [''];
  private grid: string[] = [];
  private row = 0;
  private column = 0;

  constructor(
    public columns: number,
    public rows: number,
  ) {
    super();
  }

  write = (text: string, written?: () => void): boolean => {
    this.writes.push(text);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what is read here.
    for (const [piece] of text.matchAll(/\u001b\[[?\d;]*[a-zA-Z]|\u001b\][^\u0007]*\u0007|[^\u001b]+/g)) this.accept(piece);
    written?.();
    return true;
  };

  /** A window manager's doing: what was shown is lost or displaced, here always scrambled. */
  resize(columns: number, rows: number): void {
    Object.assign(this, { columns, rows });
    this.grid = this.grid.map(() => '?'.repeat(columns));
    this.emit('resize');
  }

  /** What is to be seen on the alternate screen. */
  screen(): string {
    return this.grid
      .slice(0, this.rows)
      .map((line) => line.trimEnd())
      .join('\n');
  }

  /** What is left in the scrollback. */
  normal(): string {
    return this.normalScreen.join('\n');
  }

  private accept(piece: string): void {
    const sequence = piece.slice(2);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: an escape sequence is what is read here.
    const copied = /^\u001b\]52;c;(.*)\u0007$/.exec(piece)?.[1];
    if (copied !== undefined) this.clipboard = Buffer.from(copied, 'base64').toString();
    else if (!piece.startsWith('\u001b')) this.print(piece);
    else if (sequence === '?1049h' || sequence === '?1049l') this.alternate = sequence.endsWith('h');
    else if (sequence === '?25h' || sequence === '?25l') this.cursorVisible = sequence.endsWith('h');
    else if (sequence === 'K') this.grid[this.row] = this.line().slice(0, this.column);
    else if (/^\d+;\d+H$/.test(sequence)) [this.row = 0, this.column = 0] = sequence.split(/[;H]/).map((n) => Number(n) - 1);
    else if (sequence !== '?2026h' && sequence !== '?2026l') throw new Error(`Unknown sequence ${JSON.stringify(piece)}`);
  }

  private print(text: string): void {
    if (!this.alternate) {
      const [first = '', ...rest] = text.split('\n');
      this.normalScreen.push((this.normalScreen.pop() ?? '') + first, ...rest);
      return;
    }
    if (this.row >= this.rows) throw new Error(`Row ${this.row + 1} of ${this.rows}`);
    if (this.column + text.length >= this.columns) throw new Error(`The last column is written to: ${JSON.stringify(text)}`);
    this.grid[this.row] =
      this.line().slice(0, this.column).padEnd(this.column) + text + this.line().slice(this.column + text.length);
    this.column += text.length;
  }

  private line(): string {
    return this.grid[this.row] ?? '';
  }
}

/** Keys, as a terminal in raw mode sends them. */
export const KEYS = {
  down: '\u001b[B',
  up: '\u001b[A',
  right: '\u001b[C',
  pageDown: '\u001b[6~',
  home: '\u001b[H',
  end: '\u001b[F',
  enter: '\r',
  escape: '\u001b',
  ctrlC: '\u0003',
};

/** A keyboard: what Ink asks of its input. */
export class VirtualKeyboard extends EventEmitter {
  readonly isTTY = true;
  raw = false;
  private pending: string[] = [];

  press(key: string): void {
    this.pending.push(key);
    this.emit('readable');
  }

  read = (): string | null => this.pending.shift() ?? null;
  setRawMode(raw: boolean): void {
    this.raw = raw;
  }
  setEncoding(): void {}
  ref(): void {}
  unref(): void {}
}
