import { UsageError } from '../../core/errors.js';

/** The class of each label: its place among the known ones. */
export function classesOf(labels: readonly string[], known: readonly string[]): Int32Array {
  const classOf = new Map(known.map((label, index) => [label, index]));
  return Int32Array.from(labels, (label) => {
    const index = classOf.get(label);
    if (index === undefined) throw new UsageError(`Expected a label that the model knows, got "${label}".`);
    return index;
  });
}
