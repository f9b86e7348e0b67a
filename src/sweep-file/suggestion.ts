/**
 * The candidate that a misspelt word most likely means: the nearest by edit distance if no more than a third of its letters
 * are wrong, or one that it abbreviates: by first letters (`lr`, `learning_rate`) or by a part (`accuracy`, `val_accuracy`).
 */
export function closest(word: string, candidates: Iterable<string>): string | undefined {
  const wanted = normalize(word);
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  for (const candidate of candidates) {
    const known = normalize(candidate);
    const distance = abbreviates(wanted, known) ? 1 : editDistance(wanted, known);
    if (distance < bestDistance && distance < known.length) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** A question to end a message with, empty when nothing is near. */
export function didYouMean(word: unknown, candidates: Iterable<string>): string {
  const suggestion = typeof word === 'string' ? closest(word, candidates) : undefined;
  return suggestion === undefined ? '' : `; did you mean \`${suggestion}\`?`;
}

function normalize(word: string): string {
  return word
    .toLowerCase()
    .replaceAll(/[-\s.]/g, '_')
    .slice(0, 64);
}

function abbreviates(word: string, whole: string): boolean {
  const parts = whole.split('_');
  const initials = parts.map((part) => part.charAt(0)).join('');
  return word.length > 1 && (word === initials || parts.includes(word));
}

/**
 * Letters to insert, delete or replace, and neighbours to swap, to turn one word into the other: the restricted
 * Damerau-Levenshtein distance, by the usual dynamic programme over prefixes.
 */
export function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = at(last, j - 1) + Number(a[i - 1] !== b[j - 1]);
      const swaps = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swapped = swaps ? at(beforeLast, j - 2) + 1 : Infinity;
      row.push(Math.min(replaced, at(last, j) + 1, at(row, j - 1) + 1, swapped));
    }
    beforeLast = last;
    last = row;
  }
  return at(last, b.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Infinity;
}
