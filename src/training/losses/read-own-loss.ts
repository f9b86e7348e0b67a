import { UsageError } from '../../core/errors.js';
import type { Params } from '../../core/trial.js';
import { loadOwnLoss } from './load-own-loss.js';
import type { ExampleLosses } from './loss.js';
import { ownLoss } from './own-loss.js';
import { tryLoss } from './try-loss.js';

/** Where losses of the user's own are, and what they are given. */
export interface OwnLosses {
  /** File URLs by the names that the parameter `loss` gives them. */
  readonly urls: Readonly<Record<string, string>> | undefined;
  readonly params: Params;
}

/**
 * A loss of the user's own, which was computed once.
 *
 * @param outputs of the model for each example: the classes, 1 for a number
 * @param needsEach whether every example's loss is asked for, not only their mean
 * @throws UsageError for a module that is no loss, or one that cannot be trained with
 */
export async function readOwnLoss(
  name: string,
  { urls = {}, params }: OwnLosses,
  outputs: number,
  needsEach: boolean,
): Promise<ExampleLosses> {
  const url = Object.hasOwn(urls, name) ? urls[name] : undefined;
  if (url === undefined) throw new UsageError(`Expected a loss that the sweep file lists, got ${name}`);
  const losses = ownLoss(name, await loadOwnLoss(name, url), params);
  tryLoss(name, losses, outputs, needsEach);
  return losses;
}
