import { parse, stringify } from 'yaml';
import { type Rng, uniformInt } from '../../src/math/rng.js';

/** Ways to spoil a sweep file, each drawn from a stream of random numbers, so that a case is known by its seed. */

export function pick<T>(rng: Rng, items: readonly T[]): T {
  return items[uniformInt(rng, 0, items.length - 1)] as T;
}

const texts = [
  '',
  '../../../outside',
  '/tmp/outside',
  '..',
  '.',
  'C:\\outside',
  'a\0b',
  '<script>alert(1)</script>',
  '</script><img src=x onerror=alert(1)>',
  '__proto__',
  'constructor',
  'hasOwnProperty',
  '\u001b[2J\u001b]0;title\u0007',
  '\u202eright to left',
  '=cmd()',
  '`$(exit)`',
  'x'.repeat(5000),
  '日本語',
  '\ud800',
  'CON',
];
const numbers = [
  0,
  -0,
  -1,
  1,
  0.1,
  5e-324,
  1.7976931348623157e308,
  -1.7976931348623157e308,
  2 ** 31,
  2 ** 53,
  1e21,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
];
const expressions = [
  `${'('.repeat(2000)}x${')'.repeat(2000)}`,
  `x${' + x'.repeat(5000)}`,
  'range(1000000000)',
  '[1,2,3].map(a, [1,2,3].map(b, [1,2,3].map(c, [1,2,3].map(d, a + b + c + d)))).size() > 0',
  `"${'a'.repeat(30)}".matches("(a+)+$b")`,
  '"x" * 1000000',
  'x / 0 > 0',
  'x % 0 == 0',
  '__proto__ == 1',
  'constructor.constructor("return process")()',
  `!${'!'.repeat(3000)}true`,
  'x < x',
  'true',
  'false',
];

/** A value that nobody expects there. */
function nasty(rng: Rng): unknown {
  return pick<() => unknown>(rng, [
    () => pick(rng, texts),
    () => pick(rng, numbers),
    () => pick(rng, expressions),
    () => pick(rng, [null, true, false, [], {}]),
    () => nested(uniformInt(rng, 1, 200)),
    () => Array.from({ length: uniformInt(rng, 1, 300) }, (_, i) => i),
    () => ({ min: pick(rng, numbers), max: pick(rng, numbers), log: pick(rng, [true, false]) }),
    () => ({ values: Array.from({ length: 3 }, () => pick(rng, [...texts, ...numbers])) }),
  ])();
}

function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < depth; level++) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}

/** The value with one of its nodes replaced, removed, renamed, repeated or put elsewhere. */
function mutateNode(value: unknown, rng: Rng): unknown {
  if (typeof value !== 'object' || value === null || rng.next() < 0.08) return nasty(rng);
  if (Array.isArray(value)) {
    if (value.length === 0) return [nasty(rng)];
    const at = uniformInt(rng, 0, value.length - 1);
    if (rng.next() < 0.15) return value.toSpliced(at, 1);
    if (rng.next() < 0.15) return [...value, value[at]];
    return value.with(at, mutateNode(value[at], rng));
  }
  const entries = Object.entries(value);
  const at = uniformInt(rng, 0, Math.max(0, entries.length - 1));
  const [name, child] = entries[at] ?? ['x', undefined];
  const change = rng.next();
  if (change < 0.1) return fromEntries(entries.toSpliced(at, 1));
  if (change < 0.2) return fromEntries([...entries, [pick(rng, texts), nasty(rng)]]);
  if (change < 0.3) return fromEntries(entries.with(at, [pick(rng, texts), child]));
  if (change < 0.4) return fromEntries([...entries, ['when', pick(rng, expressions)]]);
  return fromEntries(entries.with(at, [name, mutateNode(child, rng)]));
}

/** With `__proto__` as a key like any other. */
function fromEntries(entries: readonly (readonly [string, unknown])[]): object {
  const object = {};
  for (const [name, value] of entries) {
    Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
  }
  return object;
}

const fragments = [
  '\n',
  '\t',
  ': ',
  '- ',
  '{',
  '[',
  ']',
  '}',
  '"',
  '&a ',
  '*a',
  '<<: *a',
  '!!binary ',
  '!!js/function ',
  '---\n',
  '...\n',
  '? ',
  '| ',
  '%TAG ! x\n',
  '\0',
  '\ufeff',
];

/** Bytes changed, removed, doubled and put in. */
function mutateText(text: string, rng: Rng): string {
  let result = text;
  for (let count = uniformInt(rng, 1, 2); count > 0; count--) {
    const at = uniformInt(rng, 0, result.length);
    const length = uniformInt(rng, 0, 12);
    const insert = pick(rng, [
      pick(rng, fragments),
      String.fromCharCode(uniformInt(rng, 0, 255)),
      result.slice(at, at + 40),
      String(pick(rng, numbers)),
      '',
    ]);
    result = result.slice(0, at) + insert + result.slice(at + length);
  }
  return result;
}

const methods = ['tpe', 'random', 'bayes', 'gp', 'cmaes', 'sobol', 'nsga2', 'grid', 'auto', '{ type: tpe, startup_trials: 0 }'];
const pruners = ['asha', 'hyperband', 'median', 'percentile', 'patient', 'none', 'auto', 'curve', 'wilcoxon', 'threshold'];
const sane = [
  'x > 0.5 || y == 3',
  '!(x == y)',
  'size(string(y)) == 1',
  'encoder == "cnn"',
  'dropout * 2.0 < 1.0',
  'x > 0.999999 && x < -0.999999',
];

/** What a person may well have written: mostly right, seldom tried. */
function varySweep(text: string, rng: Rng): string {
  return pick<() => string>(rng, [
    () => text.replace(/^method:.*$/m, () => `method: ${pick(rng, methods)}`),
    () => `${text.replace(/^early_terminate:.*$/m, '')}\nearly_terminate: { type: ${pick(rng, pruners)} }\n`,
    () => `${text.replace(/^constraints:.*$/m, '')}\nconstraints: ['${pick(rng, sane)}']\n`,
    () =>
      replaceAt(text, /(?<=[ [,{])-?\d+(\.\d+)?(e-?\d+)?(?=[ \],}\n])/g, rng, (old) => {
        const factor = 10 ** uniformInt(rng, -6, 6);
        return pick(rng, [String(Number(old) * factor), String(uniformInt(rng, 0, 12)), String(pick(rng, numbers)), `-${old}`]);
      }),
    () => replaceAt(text, /^ {2}\w+: .*$/gm, rng, () => ''),
    () => replaceAt(text, /^ {2}\w+: .*$/gm, rng, (old) => `${old}\n${old.replace(/\w+/, (name) => `${name}_2`)}`),
    () => replaceAt(text, /\[.*?\]/g, rng, () => `[${Array.from({ length: uniformInt(rng, 1, 400) }, (_, i) => i).join(', ')}]`),
    () =>
      text.replace(/^ {2}(\w+): /gm, (old, name) =>
        rng.next() < 0.1 ? `  ${JSON.stringify(`${pick(rng, texts.slice(7, 13))}${name}`)}: ` : old,
      ),
    () =>
      text.replace(
        /^metric:.*$/m,
        () => `metric: { name: ${JSON.stringify(pick(rng, texts))}, goal: ${pick(rng, ['minimize', 'maximize'])} }`,
      ),
    () => `${text}\nseed: ${uniformInt(rng, 0, 1000)}\nrepeats: ${uniformInt(rng, 1, 5)}\n`,
  ])();
}

/** One of the places where the pattern is found. */
function replaceAt(text: string, pattern: RegExp, rng: Rng, by: (old: string) => string): string {
  const found = [...text.matchAll(pattern)];
  if (found.length === 0) return text;
  const { 0: old, index } = pick(rng, found);
  return text.slice(0, index) + by(old) + text.slice(index + old.length);
}

/** One sweep file out of another one. */
export function mutateSweep(text: string, rng: Rng): string {
  return rng.next() < 0.5 ? varySweep(text, rng) : spoilSweep(text, rng);
}

function spoilSweep(text: string, rng: Rng): string {
  return pick<() => string>(rng, [
    () => mutateText(text, rng),
    () => mutateText(text, rng),
    () => {
      let tree = parse(text);
      for (let count = uniformInt(rng, 1, 2); count > 0; count--) tree = mutateNode(tree, rng);
      return stringify(tree) ?? '';
    },
    () => `${text}\nname: ${JSON.stringify(pick(rng, texts))}\n`,
    () => text.replace(/^name: .*$/m, () => `name: ${JSON.stringify(pick(rng, texts))}`),
    () => `${text}\nconstraints: [${JSON.stringify(pick(rng, expressions))}]\n`,
    () => `${text}\nderived: { ${JSON.stringify(pick(rng, texts))}: ${JSON.stringify(pick(rng, expressions))} }\n`,
    () => `${text}\n${aliasBomb(uniformInt(rng, 2, 30))}`,
    () => `${text}\ndescription: ${'['.repeat(uniformInt(rng, 1, 5000))}`,
  ])();
}

/** Each line holds the one before nine times over. */
function aliasBomb(levels: number): string {
  const line = (level: number) =>
    `a${level}: &a${level} [${Array(9)
      .fill(`*a${level - 1}`)
      .join(', ')}]`;
  return ['a0: &a0 [lol]', ...Array.from({ length: levels }, (_, i) => line(i + 1)), `description: *a${levels}`].join('\n');
}
