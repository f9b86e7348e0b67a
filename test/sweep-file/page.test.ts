/** docs/sweep-file.md: its tables are the registries', and its examples are read. After a change: `npx vitest run -u` of this file. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UsageError } from '../../src/core/errors.js';
import { expectation, type OptionDescription, type OptionDescriptions } from '../../src/core/option.js';
import { pruners } from '../../src/pruners/index.js';
import { samplers } from '../../src/samplers/index.js';
import { parseSweep, type SweepFile } from '../../src/sweep-file/index.js';
import { tasks } from '../../src/tasks/index.js';
import { distributionOf, filesFolder } from './sweep.js';

const path = fileURLToPath(new URL('../../docs/sweep-file.md', import.meta.url));
const page = readFileSync(path, 'utf8');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hypersweep-page-'));
  cpSync(filesFolder, folder, { recursive: true });
  writeFileSync(join(folder, 'configs.csv'), 'run,rate\na,0.1\nb,0.2\n');
  writeFileSync(join(folder, 'texts.csv'), 'text,label\nfine,a\npoor,b\n');
  for (const name of ['train.conll', 'seq.in', 'seq.out', 'houses.csv', 'flowers.tsv']) writeFileSync(join(folder, name), '');
  mkdirSync(join(folder, 'photos'));
  writeFileSync(join(folder, 'synonyms.txt'), 'fine, good\n');
  writeFileSync(join(folder, 'curves.csv'), 'run,epoch,loss\na,1,0.9\na,2,0.8\nb,1,0.7\nb,2,0.6\n');
});
afterAll(() => rmSync(folder, { recursive: true }));

type Registry = Readonly<Record<string, { readonly description: string; readonly options: OptionDescriptions }>>;

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return [header, header.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |\n`).join('');
}

/** What there is, and every option with those that have it. */
function tablesOf(what: string, registry: Registry): string {
  const named = Object.entries(registry).map(([name, { description }]) => [`\`${name}\``, description]);
  return `${table([what, 'what it does'], named)}\n${optionsTable('option', registry, (names) => names.join(', '))}`;
}

/** A row an option, with those that have it, as `owners` words them. */
function optionsTable(
  what: string,
  registry: Readonly<Record<string, Pick<Registry[string], 'options'>>>,
  owners: (names: readonly string[]) => string,
): string {
  const options = new Map<string, { names: string[]; name: string; option: OptionDescription }>();
  for (const [owner, definition] of Object.entries(registry)) {
    for (const [name, option] of Object.entries(definition.options)) {
      const key = JSON.stringify([name, option]);
      const known = options.get(key) ?? { names: [], name, option };
      known.names.push(owner);
      options.set(key, known);
    }
  }
  const rows = [...options.values()].map(({ names, name, option }) => [
    `\`${name}\``,
    owners(names),
    expectation(option),
    leftOut(option),
    option.description,
  ]);
  return table([what, 'of', 'values', 'left out', 'what it is'], rows);
}

/** Every hyperparameter of the built-in tasks. */
function hyperparametersTable(): string {
  const registry = Object.fromEntries(
    Object.entries(tasks).map(([kind, { hyperparameters }]) => [kind, { options: hyperparameters }]),
  );
  return optionsTable('hyperparameter', registry, (names) => (names.length === 5 ? 'all' : names.join(', ')));
}

function leftOut({ default: given }: OptionDescription): string {
  if (given === undefined) return '';
  if (typeof given !== 'number') return `\`${given}\``;
  return String(Number.isInteger(given) ? given : Number(given.toPrecision(4)));
}

/** Every metric of the built-in tasks, with those that report it. */
function metricsTable(): string {
  const goals = new Map<string, { goal: string; names: string[] }>();
  for (const [kind, { metrics }] of Object.entries(tasks)) {
    for (const [metric, goal] of Object.entries(metrics)) {
      const known = goals.get(metric) ?? { goal, names: [] };
      known.names.push(kind);
      goals.set(metric, known);
    }
  }
  const rows = [...goals].map(([metric, { goal, names }]) => [
    `\`${metric}\``,
    goal,
    names.length === 5 ? 'all' : names.join(', '),
  ]);
  return table(['metric', 'goal', 'of the built-in tasks'], rows);
}

function tasksTable(): string {
  const rows = Object.entries(tasks).map(([kind, { description }]) => [`\`${kind}\``, description]);
  return table(['built-in task', 'what its models tell'], rows);
}

/** The page with what stands between two comments written anew. */
function withTable(text: string, name: string, content: string): string {
  const [before, after] = [`<!-- ${name} -->\n`, `<!-- /${name} -->\n`];
  const [from, to] = [text.indexOf(before), text.indexOf(after)];
  if (from < 0 || to < 0) throw new Error(`Expected ${before.trim()} in docs/sweep-file.md`);
  return text.slice(0, from + before.length) + content + text.slice(to);
}

it('has the tasks, metrics, methods and early terminations that there are, with their options', async () => {
  const withTasks = withTable(page, 'tasks', tasksTable());
  const withMetrics = withTable(withTasks, 'metrics', metricsTable());
  const withHyperparameters = withTable(withMetrics, 'hyperparameters', hyperparametersTable());
  const withMethods = withTable(withHyperparameters, 'methods', tablesOf('method', samplers));
  await expect(withTable(withMethods, 'early terminations', tablesOf('type', pruners))).toMatchFileSnapshot(path);
});

const usual = {
  metric: '{ name: loss, goal: minimize }',
  module: './objective.mjs',
  parameters: '{ x: { min: -1.0, max: 1.0 } }',
  run_cap: '10',
};

/** An example, with the usual keys beside those that it has. */
function read(example: string): SweepFile {
  const has = (key: string) => new RegExp(`^${key}:`, 'm').test(example);
  const isThere = (key: string) =>
    has(key) || (key === 'module' && (has('task') || has('program'))) || (key === 'run_cap' && has('budget'));
  const missing = Object.entries(usual).filter(([key]) => !isThere(key));
  const text = `${example}\n${missing.map(([key, value]) => `${key}: ${value}\n`).join('')}`;
  return parseSweep(text, { fileName: 'page.yaml', baseFolder: folder });
}

const examples = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, example]) => example as string);

describe('its examples', () => {
  it.each(examples)('are valid as they stand: %s', (example) => {
    expect(read(example).warnings).toEqual([]);
  });

  it.each(
    [...page.matchAll(/^\| `(?:log|step|log: true|ordered: true|prior|when)`.*`(\{ .* \})` \|$/gm)].map(
      ([, text]) => text as string,
    ),
  )('of a parameter: %s', (parameter) => {
    const { warnings, spec } = read(`parameters: { x: { min: 0.0, max: 9.0 }, y: ${parameter} }`);
    expect(warnings).toEqual([]);
    expect(spec.space.parameters[1]?.distribution).toBeDefined();
  });
});

/** The first cells of the rows of the table that a line of the page begins with. */
function firstCells(header: string): string[] {
  const from = page.indexOf(`${header}\n|---`);
  if (from < 0) throw new Error(`Expected a table under "${header}" in docs/sweep-file.md`);
  const rows = page.slice(from).split('\n\n')[0]?.split('\n').slice(2) ?? [];
  return rows.flatMap((row) => [...(row.split(' | ')[0] ?? '').matchAll(/`(\w+)`/g)].map(([, name]) => name as string));
}

/** The keys that the reader knows at a place, as it names them where one is unknown. */
function keysAt(sweep: string): string[] {
  try {
    parseSweep(sweep, { fileName: 'page.yaml', baseFolder: folder });
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const known = /known here: (.*)/.exec(error.message)?.[1];
    if (known !== undefined) return known.split(', ');
  }
  throw new Error(`Expected ${sweep} to have an unknown key`);
}

describe('its keys', () => {
  it.each([
    ['| key | what it is | left out |', 'qqqqqq: 1'],
    ['| key | ends the study |', 'budget: { qqqqqq: 1 }'],
    ['| key of `task` | what it is |', 'task: { type: table, configs: configs.csv, qqqqqq: 1 }'],
    ['| key of `task`, program | what it is | left out |', 'task: { type: program, program: train.py, qqqqqq: 1 }'],
    ['| key of `metrics` | what it is |', 'task: { type: program, program: train.py, metrics: { qqqqqq: 1 } }'],
    ['| key of `simulate` | what it is |', 'simulate: { qqqqqq: 1 }'],
    ...(
      [
        ['`text-classification`', 'text-classification', 'texts.csv'],
        ['`image-classification`', 'image-classification', 'photos'],
        ['`sequence-labelling`', 'sequence-labelling', 'train.conll'],
        ['`tabular-classification` and `tabular-regression`', 'tabular-classification', 'houses.csv'],
        ['`tabular-classification` and `tabular-regression`', 'tabular-regression', 'houses.csv'],
      ] as const
    ).map(([names, type, train]): [string, string] => [
      `| key of \`data\`, ${names} | what it is | left out |`,
      `task: { type: ${type}, data: { train: ${train}, qqqqqq: 1 } }`,
    ]),
  ])('under %s are those that there are', (header, sweep) => {
    const described = firstCells(header).filter((key) => sweep !== 'budget: { qqqqqq: 1 }' || key !== 'run_cap');
    expect(described.toSorted()).toEqual(keysAt(sweep).toSorted());
  });
});

const distributions = [...page.matchAll(/^\| `(\w+)` \| (`.*?) \| .* \| `(\{ .* \})` \|$/gm)].map(
  ([, name, keys, example]) => [name as string, keys as string, example as string] as const,
);

describe('its distributions', () => {
  it('are all that there are', () => {
    const named = /there are (.*)/.exec(messageOf('{ distribution: qqqqqq, min: 1 }'))?.[1]?.split(', ');
    expect(distributions.map(([name]) => name)).toEqual(named);
  });

  it.each(distributions)('%s takes %s, such as %s', (name, keys, example) => {
    const strange = keys.includes('`value`') ? 'sigma: 1' : 'value: 1';
    expect(messageOf(`{ distribution: ${name}, ${strange} }`)).toContain(`the distribution ${name}, which takes ${keys}\n`);
    expect(
      distributionOf(example.replace('{ ', `{ ${example.includes('distribution:') ? '' : `distribution: ${name}, `}`)),
    ).toEqual(distributionOf(example));
    expect(distributionOf(example)).toBeDefined();
  });
});

/** Of a parameter with a mistake. */
function messageOf(parameter: string): string {
  try {
    distributionOf(parameter);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error(`Expected a mistake in ${parameter}`);
}
