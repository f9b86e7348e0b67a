import { cellsOf, graphemesOf } from './cells.js';

/** The environment's variables. */
type Variables = Readonly<Record<string, string | undefined>>;

/**
 * Whether the terminal shows braille, blocks and lines. Not where the locale is of another encoding (`LANG=C`), on the console of
 * Linux, whose fonts have 512 characters, and in the old console of Windows.
 */
export function showsUnicode(env: Variables = process.env, platform: string = process.platform): boolean {
  if (env.TERM === 'linux' || env.TERM === 'dumb') return false;
  if (platform === 'win32') return [env.WT_SESSION, env.TERM_PROGRAM, env.ConEmuTask, env.TERM].some(Boolean);
  // In this order, by POSIX; where none is set, as in many containers, today's terminals take UTF-8.
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG;
  return !locale || /utf-?8/i.test(locale);
}

const STAND_INS: Readonly<Record<string, string>> = {
  ...{ '▁': '_', '▂': '.', '▃': '-', '▄': '~', '▅': '=', '▆': '+', '▇': '*', '█': '#' },
  ...{ '░': '.', '▒': ':', '▓': '*', '─': '-', '━': '=', '│': '|', '┤': '|', '├': '|', '└': '+', '┬': '+', '┴': '+', '┼': '+' },
  ...{
    '·': '.',
    '…': '~',
    '▲': '^',
    '▼': 'v',
    '↑': '^',
    '↓': 'v',
    '←': '<',
    '→': '>',
    '×': 'x',
    '±': '~',
    '≈': '=',
    '°': ' ',
    '−': '-',
    '–': '-',
    '’': "'",
  },
};

/** The dots of the upper half of a braille character, and of the lower one. */
const [UPPER, LOWER] = [0x1b, 0xe4];

/** The text with as many ASCII characters in the place of every other one as that takes cells: columns stay where they are. */
export function inAscii(text: string): string {
  return text.replace(/[^\p{ASCII}]+/gu, (characters) => graphemesOf(characters).map(standIn).join(''));
}

function standIn(character: string): string {
  const bits = (character.codePointAt(0) ?? 0) - 0x2800;
  if (bits >= 0 && bits < 256) return bits === 0 ? ' ' : (bits & LOWER) === 0 ? "'" : (bits & UPPER) === 0 ? '.' : ':';
  return STAND_INS[character] ?? '?'.repeat(cellsOf(character));
}
