import { type CheckedPart, type CheckedParts, count, listed, shareOf } from './checked-part.js';

/** With fewer examples than this a class is hardly learned, and its metrics are a matter of chance. */
const fewExamples = 5;

/** A class that is so many times as large as another outweighs it in every mean over examples. */
const imbalance = 20;

/** Classes with few examples or none, and classes that differ much in size. The classes are those of the training data. */
export function classWarnings({ training, validation, test }: CheckedParts): string[] {
  const sizes = sizesOf(training);
  return [...rare(sizes), ...absent(sizes, validation), ...absent(sizes, test), ...unbalanced(sizes)];
}

function rare(sizes: ReadonlyMap<string, number>): string[] {
  const few = [...sizes].filter(([, size]) => size < fewExamples).sort(([, a], [, b]) => a - b);
  if (few.length === 0) return [];
  const classes = listed(few.map(([label, size]) => `"${label}" has ${size}`));
  return [`${shareOf(few.length, sizes.size, 'classes')} have fewer than ${fewExamples} training examples: ${classes}.`];
}

function absent(sizes: ReadonlyMap<string, number>, part: CheckedPart): string[] {
  const present = new Set(part.labels);
  const missing = [...sizes.keys()].filter((label) => !present.has(label));
  if (part.labels.length === 0 || missing.length === 0) return [];
  const classes = listed(missing.map((label) => `"${label}"`));
  const ofOneClass = present.size === 1 ? ' With one class only, the area under the ROC curve cannot be measured.' : '';
  return [
    `${shareOf(missing.length, sizes.size, 'classes')} have no ${part.name} example, so nothing is measured on them: ${classes}.${ofOneClass}`,
  ];
}

function unbalanced(sizes: ReadonlyMap<string, number>): string[] {
  const bySize = [...sizes].sort(([, a], [, b]) => b - a);
  const [[largest, most], [smallest, least]] = [bySize[0], bySize.at(-1)] as [[string, number], [string, number]];
  if (most < imbalance * least) return [];
  const all = bySize.reduce((sum, [, size]) => sum + size, 0);
  return [
    `The classes differ much in size: "${largest}" has ${shareOf(most, all, 'training examples')}, "${smallest}" has ` +
      `${count(least)}. val_macro_f1 gives every class the same weight, val_accuracy every example.`,
  ];
}

function sizesOf({ labels }: CheckedPart): Map<string, number> {
  const sizes = new Map<string, number>();
  for (const label of labels) sizes.set(label, (sizes.get(label) ?? 0) + 1);
  return sizes;
}
