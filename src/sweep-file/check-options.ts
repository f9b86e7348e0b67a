import { accepts, expectation, type OptionDescription, type OptionDescriptions } from '../core/option.js';
import { addUnknownKeys } from './check.js';
import type { Path, Problems } from './problems.js';

/** Checks `name: value` settings against their descriptions. */
export function checkOptions(
  options: Readonly<Record<string, unknown>>,
  descriptions: OptionDescriptions,
  path: Path,
  problems: Problems,
): void {
  for (const [name, value] of Object.entries(options)) {
    const description = Object.hasOwn(descriptions, name) ? descriptions[name] : undefined;
    if (description) checkOption(description, value, [...path, name], problems);
    else addUnknownKeys([name], Object.keys(descriptions), path, problems);
  }
}

export function checkOption(description: OptionDescription, value: unknown, path: Path, problems: Problems): void {
  if (accepts(description, value)) return;
  problems.expected(expectation(description), value, path, wordsOf(description));
}

function wordsOf(description: OptionDescription): readonly string[] {
  return description.kind === 'choice' ? description.choices.filter((choice) => typeof choice === 'string') : [];
}
