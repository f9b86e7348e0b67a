import { UsageError } from '../core/errors.js';
import { parseDuration } from '../sweep-file/duration.js';

/** What `--time` says, in milliseconds. */
export function milliseconds(time: string | undefined): number | undefined {
  if (time === undefined) return undefined;
  const parsed = parseDuration(time);
  if (parsed === undefined) throw new UsageError(`Expected --time to be a time such as 90s, 30m or 1h30m, got "${time}"`);
  return parsed;
}
