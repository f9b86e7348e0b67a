import { UsageError } from '../core/errors.js';

/** The formats of a list with commas. */
export function formatsFrom<Format extends string>(list: string, known: readonly Format[]): Format[] {
  return list.split(',').map((given) => {
    const format = known.find((name) => name === given.trim());
    if (format === undefined)
      throw new UsageError(`Expected --format to name any of ${known.join(', ')}, with commas, got "${given.trim()}"`);
    return format;
  });
}
