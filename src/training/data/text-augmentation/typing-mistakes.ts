import { type Rng, uniformInt } from '../../../math/rng.js';

/** Where the rows of letters begin on a keyboard, in keys from its left edge. */
const rows: readonly (readonly [start: number, letters: string])[] = [
  [0, 'qwertyuiop'],
  [0.25, 'asdfghjkl'],
  [0.75, 'zxcvbnm'],
];

/** Keys whose centres are no further apart than this are neighbours: the two beside a key and the two, or so, above and below. */
const neighbourDistance = 1.3;

/** The keys around each letter's, on a QWERTY keyboard. */
const neighbours: ReadonlyMap<string, string> = keyboardNeighbours();

/** Shorter words are left alone: one letter makes another word of them. */
const shortest = 4;

const mistakes = [substitute, insert, omit, transpose] as const;

/**
 * A word with one typing mistake: a neighbouring key instead of the right one or beside it, a letter too few, or two in the wrong
 * order. The first and the last letter stay, as people read such words nearly as well (the four attacks of Pruthi, Dhingra and
 * Lipton, "Combating Adversarial Misspellings with Robust Word Recognition", 2019, https://aclanthology.org/P19-1561). A letter
 * that is not on the keyboard is doubled instead. Words of fewer than four letters stay as they are.
 */
export function mistype(word: string, rng: Rng): string {
  const letters = [...word];
  if (letters.length < shortest) return word;
  const mistake = mistakes[uniformInt(rng, 0, mistakes.length - 1)] as (typeof mistakes)[number];
  const inner = uniformInt(rng, 1, letters.length - 2);
  return mistake(letters, inner, rng).join('');
}

function substitute(letters: readonly string[], at: number, rng: Rng): string[] {
  const wrong = besides(letters[at] as string, rng);
  return wrong === undefined ? letters.toSpliced(at, 0, letters[at] as string) : letters.with(at, wrong);
}

function insert(letters: readonly string[], at: number, rng: Rng): string[] {
  return letters.toSpliced(at + 1, 0, besides(letters[at] as string, rng) ?? (letters[at] as string));
}

function omit(letters: readonly string[], at: number): string[] {
  return letters.toSpliced(at, 1);
}

/** The letter and the next one that is not the last, or the one before. */
function transpose(letters: readonly string[], at: number): string[] {
  const first = Math.min(at, letters.length - 3);
  return letters.with(first, letters[first + 1] as string).with(first + 1, letters[first] as string);
}

/** A letter beside this one on the keyboard, in the same case. */
function besides(letter: string, rng: Rng): string | undefined {
  const around = neighbours.get(letter.toLowerCase());
  if (around === undefined) return undefined;
  const wrong = around[uniformInt(rng, 0, around.length - 1)] as string;
  return letter === letter.toLowerCase() ? wrong : wrong.toUpperCase();
}

function keyboardNeighbours(): Map<string, string> {
  const keys = rows.flatMap(([start, letters], y) => [...letters].map((letter, column) => ({ letter, x: start + column, y })));
  return new Map(
    keys.map((key) => {
      const near = keys.filter((other) => other !== key && Math.hypot(other.x - key.x, other.y - key.y) <= neighbourDistance);
      return [key.letter, near.map(({ letter }) => letter).join('')];
    }),
  );
}
