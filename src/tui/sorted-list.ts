/** Blocks are split above this: small enough to copy at every change, large enough that there are few of them. */
const LARGEST_BLOCK = 512;

/** Items in their order, to look at. */
export interface Ordered<T> extends Iterable<T> {
  readonly length: number;
  at(index: number): T | undefined;
  /** Those from one index to before another. */
  slice(from: number, to: number): T[];
  /** The index of an item; -1 when it is not among them. */
  placeOf(item: T): number;
}

/** What is in one list and not in another. */
export interface Change<T> {
  readonly gone: readonly T[];
  readonly come: readonly T[];
}

interface Order<T> {
  compare(a: T, b: T): number;
  sort(items: readonly T[]): T[];
}

/** More changes than this are sooner merged than put in one by one. */
const FEW = 200;

/**
 * Items in order, that never changes: a change makes another list, which shares all blocks but one with it. So a change of a list of
 * 100,000 costs the copy of some hundred references, and what differs between two lists is found without a look at what they share.
 */
export class SortedList<T> implements Ordered<T> {
  readonly length: number;
  /** None of them empty. */
  readonly #blocks: readonly (readonly T[])[];
  /** 0 only for an item and what takes its place. */
  readonly #compare: (a: T, b: T) => number;
  readonly #sort: (items: readonly T[]) => T[];

  private constructor(blocks: readonly (readonly T[])[], length: number, { compare, sort }: Order<T>) {
    this.#blocks = blocks;
    this.length = length;
    this.#compare = compare;
    this.#sort = sort;
  }

  /** `sort`: a faster way to the order of `compare`. */
  static of<T>(
    items: Iterable<T>,
    compare: (a: T, b: T) => number,
    sort: (items: readonly T[]) => T[] = (all) => all.toSorted(compare),
  ): SortedList<T> {
    return SortedList.#inBlocks(sort([...items]), { compare, sort });
  }

  static #inBlocks<T>(sorted: readonly T[], order: Order<T>): SortedList<T> {
    const half = LARGEST_BLOCK >> 1;
    const blocks = Array.from({ length: Math.ceil(sorted.length / half) }, (_, i) => sorted.slice(i * half, (i + 1) * half));
    return new SortedList(blocks, sorted.length, order);
  }

  at(index: number): T | undefined {
    return this.slice(index, index + 1)[0];
  }

  slice(from: number, to: number): T[] {
    const items: T[] = [];
    let start = 0;
    for (const block of this.#blocks) {
      if (start >= to) break;
      if (start + block.length > from) items.push(...block.slice(Math.max(0, from - start), to - start));
      start += block.length;
    }
    return items;
  }

  placeOf(item: T): number {
    const { block, index } = this.#find((other) => this.#compare(other, item) < 0);
    if (this.#blocks[block]?.[index] !== item) return -1;
    return this.#startOf(block) + index;
  }

  /** How many stand before an item, whether it is among them or not. */
  countBefore(item: T): number {
    const { block, index } = this.#find((other) => this.#compare(other, item) < 0);
    return this.#startOf(block) + index;
  }

  /** The first item that does not stand before what is looked for. */
  firstNot(isBefore: (item: T) => boolean): T | undefined {
    const { block, index } = this.#find(isBefore);
    return this.#blocks[block]?.[index];
  }

  /** With the item, in the place of the one that it is equal to in order, if there is one. */
  with(item: T): SortedList<T> {
    const { block, index } = this.#find((other) => this.#compare(other, item) < 0);
    const known = this.#blocks[block];
    const replaces = known?.[index] !== undefined && this.#compare(known[index], item) === 0;
    if (replaces) return this.#replaced(block, [known.with(index, item)], 0);
    // Behind everything: into the last block.
    const into = Math.min(block, Math.max(0, this.#blocks.length - 1));
    const grown = (this.#blocks[into] ?? []).toSpliced(block === into ? index : LARGEST_BLOCK, 0, item);
    const half = LARGEST_BLOCK >> 1;
    return this.#replaced(into, grown.length > LARGEST_BLOCK ? [grown.slice(0, half), grown.slice(half)] : [grown], 1);
  }

  without(item: T): SortedList<T> {
    const { block, index } = this.#find((other) => this.#compare(other, item) < 0);
    const known = this.#blocks[block];
    if (known === undefined || known[index] !== item) return this;
    return this.#replaced(block, known.length === 1 ? [] : [known.toSpliced(index, 1)], -1);
  }

  filtered(accepts: (item: T) => boolean): SortedList<T> {
    const blocks = this.#blocks.map((block) => block.filter(accepts)).filter((block) => block.length > 0);
    return new SortedList(
      blocks,
      blocks.reduce((length, block) => length + block.length, 0),
      this.#order,
    );
  }

  changed({ gone, come }: Change<T>): SortedList<T> {
    if (gone.length + come.length > FEW) {
      const sorted = this.#sort(come);
      if (gone.length === 0 && this.#isBefore(sorted)) return this.#followedBy(sorted);
      const left = new Set(gone);
      const rest = this.#blocks.flatMap((block) => block.filter((item) => !left.has(item)));
      return SortedList.#inBlocks(merged(rest, sorted, this.#compare), this.#order);
    }
    const rest = gone.reduce((list: SortedList<T>, item) => list.without(item), this);
    return come.reduce((list, item) => list.with(item), rest);
  }

  /** Whether all stand before the first of other items, of which there are some. */
  #isBefore(sorted: readonly T[]): boolean {
    const last = this.#blocks.at(-1)?.at(-1);
    return last === undefined || this.#compare(last, sorted[0] as T) < 0;
  }

  #followedBy(sorted: readonly T[]): SortedList<T> {
    const further = SortedList.#inBlocks(sorted, this.#order);
    return new SortedList([...this.#blocks, ...further.#blocks], this.length + further.length, this.#order);
  }

  changeSince(before: SortedList<T>): Change<T> {
    const gone = new Set(before.#besides(this));
    const come: T[] = [];
    for (const item of this.#besides(before)) if (!gone.delete(item)) come.push(item);
    return { gone: [...gone], come };
  }

  *[Symbol.iterator](): Generator<T, undefined> {
    for (const block of this.#blocks) yield* block;
  }

  /** What stands in blocks that the other list does not share. */
  #besides(other: SortedList<T>): T[] {
    const shared = new Set(other.#blocks);
    return this.#blocks.filter((block) => !shared.has(block)).flat();
  }

  get #order(): Order<T> {
    return { compare: this.#compare, sort: this.#sort };
  }

  /** Where the first item stands for which it is not so; behind the last block when it is so for all. */
  #find(isBefore: (item: T) => boolean): { readonly block: number; readonly index: number } {
    const block = bisected(this.#blocks, (items) => isBefore(items.at(-1) as T));
    return { block, index: bisected(this.#blocks[block] ?? [], isBefore) };
  }

  #startOf(block: number): number {
    let start = 0;
    for (let i = 0; i < block; i++) start += this.#blocks[i]?.length ?? 0;
    return start;
  }

  #replaced(block: number, by: readonly (readonly T[])[], added: number): SortedList<T> {
    return new SortedList(this.#blocks.toSpliced(block, 1, ...by), this.length + added, this.#order);
  }
}

/** Two sorted lists as one. */
function merged<T>(a: readonly T[], b: readonly T[], compare: (a: T, b: T) => number): T[] {
  const items: T[] = [];
  let next = 0;
  for (const item of b) {
    while (next < a.length && compare(a[next] as T, item) < 0) items.push(a[next++] as T);
    items.push(item);
  }
  for (; next < a.length; next++) items.push(a[next] as T);
  return items;
}

/** How many stand before the first for which it is not so. */
function bisected<T>(items: readonly T[], isBefore: (item: T) => boolean): number {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(items[middle] as T)) low = middle + 1;
    else high = middle;
  }
  return low;
}
