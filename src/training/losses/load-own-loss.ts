import { UsageError } from '../../core/errors.js';
import { exportsOf } from '../../trials/own-module.js';
import type { OwnLoss } from './own-loss.js';

/**
 * Loads what a module exports by default, at the file URL `url`; `name` is how messages call it.
 * @throws UsageError when it cannot be loaded or is no loss
 */
export async function loadOwnLoss(name: string, url: string): Promise<OwnLoss> {
  const { default: loss } = await exportsOf(url, name);
  if (typeof loss === 'function' || isWithGradient(loss)) return loss as OwnLoss;
  throw new UsageError(
    `Expected ${name} to export a loss by default, a function (logits, targets, { tf, params }) or { loss, gradient } of two such ` +
      `functions, got ${described(loss)}`,
  );
}

function isWithGradient(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { loss, gradient } = value as Readonly<Record<string, unknown>>;
  return typeof loss === 'function' && typeof gradient === 'function';
}

function described(value: unknown): string {
  if (value === undefined) return 'no default export';
  if (typeof value !== 'object' || value === null) return `a ${typeof value}`;
  return `an object with ${Object.keys(value).join(', ') || 'nothing in it'}`;
}
