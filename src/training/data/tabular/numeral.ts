const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const infinite = /^[+-]?inf(?:inity)?$/i;

/** The number that a text is, undefined when it is none; infinite for `inf` and for what no double holds. */
export function parseNumeral(text: string): number | undefined {
  if (decimal.test(text)) return Number(text);
  return infinite.test(text) ? Number.POSITIVE_INFINITY : undefined;
}
