import { writeFileSync } from 'node:fs';

/** Three labels that a word or two give away, with a comma and a quote in the text. */
export function writeWords(path: string): void {
  const words = { fruit: ['apple', 'pear', 'plum'], tool: ['hammer', 'saw', 'drill'], bird: ['wren', 'owl', 'crane'] };
  const rows = Object.entries(words).flatMap(([label, [a, b, c]]) =>
    Array.from({ length: 40 }, (_, i) => `"a ""fine"" ${[a, b, c][i % 3]}, number ${i}",${label}`),
  );
  writeFileSync(path, `utterance,kind\n${rows.join('\n')}\n`);
}
