import { UsageError } from '../../core/errors.js';
import { loadModule } from '../../trials/load-module.js';
import type { OwnLoss } from './own-loss.js';

/**
 * Loads what a module exports by default, at the file URL `url`; `name` is how messages call it.
 * @throws UsageError when it cannot be loaded or is no loss
 */
export async function loadOwnLoss(name: string, url: string): Promise<OwnLoss> {
  const loaded = await exportsOf(name, url);
  const loss = loaded.default;
  if (typeof loss === 'function' || isWithGradient(loss)) return loss as OwnLoss;
  throw new UsageError(
    `Expected ${name} to export a loss by default, a function (logits, targets, { tf, params }) or { loss, gradient } of two such ` +
      `functions, got ${described(loss)}`,
  );
}

async function exportsOf(name: string, url: string): Promise<{ readonly default?: unknown }> {
  try {
    return await loadModule(url);
  } catch (error) {
    throw new UsageError(`Expected ${name} to be a module that can be loaded, got ${error}`);
  }
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
