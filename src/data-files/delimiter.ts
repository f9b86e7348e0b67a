/** What tables are separated by, the likeliest first. */
const candidates = [',', ';', '\t', '|'];

/** Lines that are looked at: enough to tell a separator from a character that happens to occur. */
const mostLines = 20;
const mostCharacters = 65_536;

/** What stands in double quotes separates nothing. */
const quoted = /"(?:[^"]|"")*"/g;

/**
 * What separates the fields of a table: of the candidates that part all of its first lines into equally many fields, the one that
 * makes the most of them. Where none does, the one that parts the first line best; the first candidate, where there is one field.
 */
export function detectDelimiter(content: string): string {
  const lines = firstLines(content);
  const counts = candidates.map((candidate) => lines.map((line) => line.split(candidate).length));
  const even = counts.map((perLine) => (perLine.every((count) => count === perLine[0]) ? (perLine[0] ?? 1) : 1));
  return best(even) ?? best(counts.map(([first = 1]) => first)) ?? (candidates[0] as string);
}

function firstLines(content: string): string[] {
  const start = content.slice(0, mostCharacters);
  // The last line may be cut.
  const whole = start.length < content.length ? start.slice(0, start.lastIndexOf('\n')) : start;
  const lines = whole.replace(quoted, '').split(/[\r\n]+/);
  return lines.filter((line) => line.trim() !== '').slice(0, mostLines);
}

function best(fields: readonly number[]): string | undefined {
  const most = Math.max(...fields);
  return most > 1 ? candidates[fields.indexOf(most)] : undefined;
}
