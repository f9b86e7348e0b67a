/** Texts as ids, one after the other: text i has `ids[offsets[i] .. offsets[i + 1])`. */
export interface EncodedTexts {
  readonly ids: Int32Array;
  /** One more than there are texts. */
  readonly offsets: Int32Array;
}

export function encodeTexts(texts: readonly string[], encode: (text: string) => readonly number[]): EncodedTexts {
  const rows = texts.map(encode);
  const offsets = new Int32Array(rows.length + 1);
  rows.forEach((row, index) => {
    offsets[index + 1] = (offsets[index] as number) + row.length;
  });
  const ids = new Int32Array(offsets[rows.length] as number);
  rows.forEach((row, index) => {
    ids.set(row, offsets[index]);
  });
  return { ids, offsets };
}

export function textCount({ offsets }: EncodedTexts): number {
  return offsets.length - 1;
}

/** The number of ids of text `index`. */
export function lengthOf({ offsets }: EncodedTexts, index: number): number {
  return (offsets[index + 1] as number) - (offsets[index] as number);
}
