const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const infinite = /^[+-]?inf(?:inity)?$/i;

/** The number that a text is, undefined when it is none; infinite for `inf` and for what no double holds. */
export function parseNumeral(text: string): number | undefined {
  if (decimal.test(text)) return Number(text);
  return infinite.test(text) ? Number.POSITIVE_INFINITY : undefined;
}

const otherNotation = /^[+-]?[$€£¥]?\s?\d[\d.,'’\u00a0\u202f ]*[%$€£¥]?$/;

/** Whether a text that is no number here may be one as others write it: `2,5`, `1.234,50`, `1,234`, `$5`, `20%`. */
export function isNumberElsewhere(text: string): boolean {
  return otherNotation.test(text) && parseNumeral(text) === undefined;
}

/** What a message says of such a text. */
export const numeralAdvice = 'numbers are written as 1234.5, with a point before decimals and nothing else';
