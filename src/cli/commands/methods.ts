import { UsageError } from '../../core/errors.js';
import type { OptionDescriptions } from '../../core/option.js';
import { pruners } from '../../pruners/index.js';
import { samplers } from '../../samplers/index.js';
import { optionLines } from '../option-lines.js';
import { columns, printJson } from '../output.js';

/** A sampler or a pruner as a sweep file names it. */
interface Method {
  /** The key of a sweep file whose value it is. */
  readonly key: 'method' | 'early_terminate';
  readonly name: string;
  readonly description: string;
  readonly options: OptionDescriptions;
}

const methods: readonly Method[] = [...under('method', samplers), ...under('early_terminate', pruners)];

/** All methods and early terminations, a line each; or what bears the name, with its options. */
export async function listMethods(name: string | undefined, { json }: { readonly json?: boolean }): Promise<number> {
  const named = methods.filter((method) => name === undefined || method.name === name);
  if (named.length === 0) {
    const names = [...new Set(methods.map((method) => method.name))].join(', ');
    throw new UsageError(`Expected a method or an early termination (${names}), got "${name}"`);
  }
  if (json) printJson(named.map(plain));
  else for (const line of name === undefined ? overview() : named.flatMap(details)) console.log(line);
  return 0;
}

function under(key: Method['key'], registry: Readonly<Record<string, Pick<Method, 'description' | 'options'>>>): Method[] {
  return Object.entries(registry).map(([name, { description, options }]) => ({ key, name, description, options }));
}

function plain({ options, ...method }: Method) {
  return { ...method, options: Object.entries(options).map(([name, option]) => ({ name, ...option })) };
}

function overview(): string[] {
  const listed = (key: Method['key']) =>
    columns(methods.filter((method) => method.key === key).map(({ name, description }) => [`  ${name}`, description]));
  return [
    'How parameters are chosen, `method: NAME` (left out: auto):',
    ...listed('method'),
    '',
    'Which trials end early, `early_terminate: { type: NAME }` (left out: auto beside the method auto and one metric, else none):',
    ...listed('early_terminate'),
    '',
    '`hypersweep methods NAME` shows the options of one.',
  ];
}

function details({ key, name, description, options }: Method): string[] {
  const lines = optionLines(options);
  return [`${key} ${name}`, `  ${description}`, '', ...(lines.length > 0 ? lines : ['  It has no options.']), ''];
}
