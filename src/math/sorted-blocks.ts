/** Blocks are split above this: small enough to shift at every change, large enough that there are few of them. */
const largestBlock = 512;
/** More new items than this are cheaper to sort with all others than to put in one by one. */
const few = 64;

/** Items in order, which come and go at the cost of one of the blocks that they stand in: a single array of 100,000 would be half moved. */
export class SortedBlocks<T> {
  /** None of them empty. */
  #blocks: T[][] = [];
  #length = 0;
  readonly #compare: (a: T, b: T) => number;

  /** `compare` is never 0 for two items. */
  constructor(compare: (a: T, b: T) => number) {
    this.#compare = compare;
  }

  get length(): number {
    return this.#length;
  }

  add(items: readonly T[]): void {
    if (items.length <= few) for (const item of items) this.#insert(item);
    else this.#rebuild([...this.#blocks.flat(), ...items].sort(this.#compare));
    this.#length += items.length;
  }

  /** Takes out an item that is among them. */
  remove(item: T): void {
    const at = this.#blockOf(item);
    const block = this.#blocks[at] as T[];
    block.splice(this.#bisect(block, item), 1);
    if (block.length === 0) this.#blocks.splice(at, 1);
    this.#length--;
  }

  first(count: number): T[] {
    const items: T[] = [];
    for (const block of this.#blocks) {
      if (items.length >= count) break;
      items.push(...block.slice(0, count - items.length));
    }
    return items;
  }

  #insert(item: T): void {
    // Behind everything: into the last block.
    const at = Math.min(this.#blockOf(item), Math.max(0, this.#blocks.length - 1));
    const block = this.#blocks[at];
    if (block === undefined) {
      this.#blocks.push([item]);
      return;
    }
    block.splice(this.#bisect(block, item), 0, item);
    if (block.length > largestBlock) this.#blocks.splice(at + 1, 0, block.splice(largestBlock >> 1));
  }

  #rebuild(sorted: readonly T[]): void {
    const half = largestBlock >> 1;
    this.#blocks = Array.from({ length: Math.ceil(sorted.length / half) }, (_, i) => sorted.slice(i * half, (i + 1) * half));
  }

  /** The first block that does not end before an item. */
  #blockOf(item: T): number {
    let [low, high] = [0, this.#blocks.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#compare(this.#blocks[middle]?.at(-1) as T, item) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** How many of a block stand before an item. */
  #bisect(block: readonly T[], item: T): number {
    let [low, high] = [0, block.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#compare(block[middle] as T, item) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
