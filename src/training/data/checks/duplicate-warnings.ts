import { type CheckedPart, type CheckedParts, listed, shareOf } from './checked-part.js';

/** So many times as many as chance gives are nothing to speak of: what chance gives is no more than a guess. */
const tolerance = 10;

/** How many examples are expected to be the same by chance: among those of a part, or between two parts. */
export type ExpectedRepeats = (part: CheckedPart, other: CheckedPart) => number;

/** Texts, sentences and images are never the same by chance. */
const none: ExpectedRepeats = () => 0;

/**
 * Examples that occur more than once: within the training data, where some weigh more than others or contradict each other, and
 * across the parts, where what is measured is no longer what was not seen.
 *
 * @param things what examples are called: `texts`
 * @param expected where it is given, what it makes likely is not told
 */
export function duplicateWarnings(
  { training, validation, test }: CheckedParts,
  things: string,
  expected: ExpectedRepeats = none,
): string[] {
  return [
    ...repeated(training, things, expected),
    ...leaked(validation, training, things, expected),
    ...leaked(test, training, things, expected),
    ...leaked(test, validation, things, expected),
  ];
}

function repeated(part: CheckedPart, things: string, expected: ExpectedRepeats): string[] {
  const firsts = firstOfEach(part);
  const again = part.contents.flatMap((content, index) => {
    const first = firsts.get(content) as number;
    return first === index ? [] : [{ first, index, contradicts: part.labels[first] !== part.labels[index] }];
  });
  if (again.length <= tolerance * expected(part, part)) return [];
  const labelled = (index: number) => `"${part.labels[index]}"${inBrackets(part.place(index))}`;
  return [
    warning(
      again.filter(({ contradicts }) => !contradicts).map(({ index, first }) => pairOf(part, index, part, first)),
      (some, names) => `${shareOf(some, part.contents.length, `${part.name} ${things}`)} repeat an earlier one: ${names}.`,
    ),
    warning(
      again.filter(({ contradicts }) => contradicts).map(({ index, first }) => `${labelled(index)} after ${labelled(first)}`),
      (some, names) =>
        `${shareOf(some, part.contents.length, `${part.name} ${things}`)} have another label than the same one before: ${names}.`,
    ),
  ].flat();
}

function leaked(part: CheckedPart, other: CheckedPart, things: string, expected: ExpectedRepeats): string[] {
  const firsts = firstOfEach(other);
  const pairs = part.contents.flatMap((content, index) => {
    const first = firsts.get(content);
    return first === undefined ? [] : [pairOf(part, index, other, first)];
  });
  if (pairs.length <= tolerance * expected(part, other)) return [];
  return warning(pairs, (some, names) => {
    const share = shareOf(some, part.contents.length, `${part.name} ${things}`);
    return `${share} stand in the ${other.name} data, too, so that what is measured on them flatters: ${names}.`;
  });
}

function warning(found: readonly string[], sentence: (some: number, names: string) => string): string[] {
  return found.length === 0 ? [] : [sentence(found.length, listed(found))];
}

/** `data/test.csv:4 (as data/train.csv:18)`, or the content itself where it comes from no file. */
function pairOf(part: CheckedPart, index: number, other: CheckedPart, first: number): string {
  const place = part.place(index);
  return place === undefined ? JSON.stringify(part.contents[index]) : `${place} (as ${other.place(first)})`;
}

function inBrackets(place: string | undefined): string {
  return place === undefined ? '' : ` (${place})`;
}

function firstOfEach({ contents }: CheckedPart): Map<string, number> {
  const firsts = new Map<string, number>();
  for (const [index, content] of contents.entries()) if (!firsts.has(content)) firsts.set(content, index);
  return firsts;
}
