import type { DataMistakes } from '../../data-files/data-mistakes.js';

/** The labels of a part's examples, and where each stands. */
export interface PlacedLabels {
  readonly labels: readonly string[];
  /** Such as `data/test.csv:12`; undefined for data that come in no file. */
  readonly place: (index: number) => string | undefined;
}

/**
 * The labels that training knows, in code-unit order. Fewer than two are a mistake, and so is each that another part has and
 * training does not, which is told once a part, where it first occurs: what is not known cannot be told.
 */
export function knownLabels(training: readonly string[], others: readonly PlacedLabels[], mistakes: DataMistakes): string[] {
  const labels = [...new Set(training)].sort();
  if (labels.length < 2) mistakes.add(`Expected at least 2 labels in the training data, got ${labels.length}.`);
  for (const part of others) checkLabels(part, labels, mistakes);
  return labels;
}

function checkLabels({ labels, place }: PlacedLabels, known: readonly string[], mistakes: DataMistakes): void {
  const seen = new Set(known);
  for (const [index, label] of labels.entries()) {
    if (seen.has(label)) continue;
    seen.add(label);
    const where = place(index);
    mistakes.add(`Expected only labels that occur in the training data, got "${label}"${where ? ` (${where})` : ''}.`);
  }
}
