import { UsageError } from '../../../core/errors.js';
import { listed } from './checked-part.js';

/**
 * @param weights that the task gives, by class
 * @param labels that training knows
 * @throws UsageError where some of the classes are not among them
 */
export function checkWeightedClasses(weights: Readonly<Record<string, number>> = {}, labels: readonly string[]): void {
  const unknown = Object.keys(weights).filter((name) => !labels.includes(name));
  if (unknown.length === 0) return;
  throw new UsageError(
    `Expected \`class_weights\` of classes that the training data have, ${quoted(labels)}, got ${quoted(unknown)}.`,
  );
}

function quoted(names: readonly string[]): string {
  return listed(names.map((name) => JSON.stringify(name)));
}
