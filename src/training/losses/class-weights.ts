/**
 * n / (k n_c) for each class c of n_c among n examples, k the number of classes that occur: every class weighs the same in all
 * (King and Zeng, "Logistic Regression in Rare Events Data", 2001, https://doi.org/10.1093/oxfordjournals.pan.a004868;
 * scikit-learn's `class_weight='balanced'`). 0 for a class that does not occur.
 *
 * @param labels [examples]
 * @returns [classes]
 */
export function balancedClassWeights(labels: Int32Array, classes: number): Float32Array {
  const counts = new Float32Array(classes);
  for (const label of labels) counts[label] = (counts[label] as number) + 1;
  const present = counts.filter((count) => count > 0).length;
  return counts.map((count) => (count === 0 ? 0 : labels.length / (present * count)));
}

/**
 * The weights that a task gives its classes, 1 where it gives none, in proportion: they are 1 on average over the training
 * examples, as balanced ones are, so that they leave the learning rate's meaning as it is.
 *
 * @param given above 0, by the class's name
 * @param names class i is names[i]
 * @param labels [examples]
 * @returns [classes]
 */
export function givenClassWeights(
  given: Readonly<Record<string, number>>,
  names: readonly string[],
  labels: Int32Array,
): Float32Array {
  const weights = names.map((name) => (Object.hasOwn(given, name) ? (given[name] as number) : 1));
  const sum = labels.reduce((total, label) => total + (weights[label] as number), 0);
  return Float32Array.from(weights, (weight) => (weight * labels.length) / sum);
}
