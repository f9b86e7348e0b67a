import { pathToFileURL } from 'node:url';
import { isListed } from '../core/distribution.js';
import { namesModule, type OptionDescriptions } from '../core/option.js';
import { existingFile } from './file-check.js';
import type { DraftParameter } from './parameters.js';
import type { Problems } from './problems.js';

/**
 * File URLs of the modules that the parameter `loss` names, by the names that it gives them; undefined where it names none.
 * Reports those that are not there.
 */
export function readOwnLosses(
  parameters: readonly DraftParameter[],
  { loss: description }: OptionDescriptions,
  baseFolder: string,
  problems: Problems,
): Readonly<Record<string, string>> | undefined {
  const loss = parameters.find(({ name }) => name === 'loss');
  if (!description || !loss?.distribution || !isListed(loss.distribution)) return undefined;
  const { choices } = loss.distribution;
  const named = choices.filter((choice) => namesModule(description, choice));
  if (named.length === 0) return undefined;
  const files = named.flatMap((name) => {
    const path = loss.isListed ? [...loss.path, 'values', choices.indexOf(name)] : loss.path;
    const file = existingFile(name, baseFolder, path, problems);
    return file === undefined ? [] : [[name, pathToFileURL(file).href]];
  });
  return Object.fromEntries(files);
}

/** Whether a parameter is for a loss of the user's own, so that no built-in task knows it. */
export function isForOwnLoss({ name }: { readonly name: string }): boolean {
  return name.startsWith('loss_');
}
