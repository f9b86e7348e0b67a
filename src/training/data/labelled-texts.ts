/** Texts with the label of each: `texts[i]` is labelled `labels[i]`. */
export interface LabelledTexts {
  readonly texts: readonly string[];
  readonly labels: readonly string[];
  /** Line of the file, from 1, at which text i begins; only where the texts come from a file. */
  readonly lines?: readonly number[];
  /** Of that file. */
  readonly path?: string;
}

/** The texts at `indices`, in that order. */
export function pick(source: LabelledTexts, indices: readonly number[]): LabelledTexts {
  const at = <T>(items: readonly T[]): T[] => indices.map((index) => items[index] as T);
  return {
    texts: at(source.texts),
    labels: at(source.labels),
    ...(source.lines !== undefined && { lines: at(source.lines) }),
    ...(source.path !== undefined && { path: source.path }),
  };
}
