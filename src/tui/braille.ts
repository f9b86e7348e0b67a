/** A braille character has eight dots, two across and four down: this is the bit of each (4, 2), U+2800 being the empty one. */
const DOTS = [
  [0x01, 0x08],
  [0x02, 0x10],
  [0x04, 0x20],
  [0x40, 0x80],
] as const;
const EMPTY = 0x2800;

/** A drawing in dots, two across and four down in each of its cells; every cell belongs to whoever drew there last. */
export class BrailleCanvas {
  readonly #bits: Uint8Array;
  readonly #owners: Int16Array;

  constructor(
    /** In cells. */
    readonly width: number,
    readonly height: number,
  ) {
    this.#bits = new Uint8Array(width * height);
    this.#owners = new Int16Array(width * height).fill(-1);
  }

  /** A straight line between two dots, both included (Bresenham); what lies outside is not drawn. */
  line(fromX: number, fromY: number, toX: number, toY: number, owner: number): void {
    const [dx, dy] = [Math.abs(toX - fromX), -Math.abs(toY - fromY)];
    const [sx, sy] = [Math.sign(toX - fromX), Math.sign(toY - fromY)];
    let [x, y, error] = [fromX, fromY, dx + dy];
    for (;;) {
      this.dot(x, y, owner);
      if (x === toX && y === toY) return;
      const doubled = 2 * error;
      if (doubled >= dy) [x, error] = [x + sx, error + dy];
      if (doubled <= dx) [y, error] = [y + sy, error + dx];
    }
  }

  dot(x: number, y: number, owner: number): void {
    if (x < 0 || y < 0 || x >= this.width * 2 || y >= this.height * 4) return;
    const cell = (y >> 2) * this.width + (x >> 1);
    this.#bits[cell] = (this.#bits[cell] as number) | (DOTS[y & 3]?.[x & 1] ?? 0);
    this.#owners[cell] = owner;
  }

  /** A cell's character, a space where nothing is drawn, and who drew it (-1: nobody). */
  cell(column: number, row: number): { readonly character: string; readonly owner: number } {
    const index = row * this.width + column;
    const bits = this.#bits[index] ?? 0;
    return { character: bits === 0 ? ' ' : String.fromCharCode(EMPTY + bits), owner: this.#owners[index] ?? -1 };
  }
}
