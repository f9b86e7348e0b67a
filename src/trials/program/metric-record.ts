/** What a program said at one time: metrics, and perhaps the step that they are of, all numbers. */
export type MetricRecord = Readonly<Record<string, number>>;

/** A line that is a JSON object with numbers in it. Undefined for any other text: programs print all sorts of things. */
export function parseJsonLine(line: string): MetricRecord | undefined {
  const text = line.trim();
  if (!text.startsWith('{') || !text.endsWith('}')) return undefined;
  try {
    return numbersOf(JSON.parse(withNonFinite(text)));
  } catch {
    return undefined;
  }
}

/** The numbers of an object; undefined where there are none. A text counts where it is a number, such as `NaN`. */
export function numbersOf(value: object): MetricRecord | undefined {
  const numbers = Object.entries(value).flatMap(([name, item]) => {
    const number = typeof item === 'string' ? parseNumber(item) : item;
    return typeof number === 'number' ? [[name, number] as const] : [];
  });
  return numbers.length > 0 ? Object.fromEntries(numbers) : undefined;
}

/** A number as programs print it: `0.5`, `1e-3`, `nan`, `-inf`. Undefined for what is none. */
export function parseNumber(text: string): number | undefined {
  const trimmed = text.trim();
  if (/^nan$/i.test(trimmed)) return Number.NaN;
  const [, sign] = /^([-+]?)inf(?:inity)?$/i.exec(trimmed) ?? [];
  if (sign !== undefined) return sign === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const number = trimmed === '' ? Number.NaN : Number(trimmed);
  return Number.isNaN(number) ? undefined : number;
}

/** Python writes `NaN` and `Infinity` into JSON, whose grammar lacks them: a diverged loss must not get lost for that. */
function withNonFinite(json: string): string {
  return json.replaceAll(/([:[,]\s*)(NaN|-?Infinity)(?=\s*[,}\]])/g, '$1"$2"');
}
