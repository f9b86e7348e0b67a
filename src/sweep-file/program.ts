import { resolve } from 'node:path';
import * as z from 'zod';
import { commandMacros, defaultCommand, macro, macroOf, trialMacros } from '../core/command-macros.js';
import { isModuleFile } from '../core/module-file.js';
import type { MetricSources, ProgramSpec } from '../core/task-spec.js';
import { check, oneOf, wholeNumberFrom } from './check.js';
import { duration } from './duration.js';
import { existingFile, existingFolder } from './file-check.js';
import type { Path, Problems } from './problems.js';
import { didYouMean } from './suggestion.js';

const programRule = 'the path of a program, such as train.py';
const commandRule = `a list of the program and its arguments, such as [python3, train.py, "${macro('args')}"]`;
const item = z.union([z.string(), z.number(), z.boolean()], commandRule).transform(itemText);
const path = z.string('a path').min(1, 'a path').optional();
const pattern = z.string('a regular expression').min(1, 'a regular expression');

const shortSchema = z.object({
  program: z.string(programRule).min(1, programRule).optional(),
  command: z.array(item, commandRule).min(1, commandRule).optional(),
});
const programSchema = z.strictObject({
  type: z.literal('program').optional(),
  ...shortSchema.shape,
  folder: z.string('the path of a folder').optional(),
  epochs: wholeNumberFrom(1).optional(),
  grace: duration.optional(),
  metrics: z.unknown().optional(),
});
const metricsSchema = z.strictObject(
  {
    pattern: z.union([pattern, z.array(pattern).min(1)], 'a regular expression, or a list of them').optional(),
    csv: path,
    tensorboard: path,
    result: path,
    step: z.string("the step's name").min(1, "the step's name").optional(),
  },
  "a mapping such as { csv: 'log.csv' } or { pattern: 'loss=(?<loss>\\S+)' }",
);

/** A task of the type `program`: its own mapping, or W&B's keys `program` and `command` at the top, where `path` is empty. */
export function readProgram(value: object, path: Path, baseFolder: string, problems: Problems): ProgramSpec | undefined {
  const given = check(programSchema, value, path, problems);
  const metrics = readMetrics('metrics' in value ? value.metrics : undefined, [...path, 'metrics'], problems);
  if (!given || !metrics) return undefined;
  const { program, command = defaultCommand, grace, epochs } = given;
  const folder = given.folder === undefined ? resolve(baseFolder) : resolvedFolder(given.folder, baseFolder, path, problems);
  checkMacros(command, [...path, 'command'], problems);
  const isUsed = command.includes(macro('program'));
  if (isUsed && program === undefined)
    problems.expected(`${programRule}, as the command has \`${macro('program')}\``, undefined, [...path, 'program']);
  if (program !== undefined && folder !== undefined) {
    if (isUsed) existingFile(program, folder, [...path, 'program'], problems);
    else problems.warn([...path, 'program'], `has no effect: the command has no \`${macro('program')}\``);
  }
  if (program !== undefined && given.command === undefined) checkRunsWithPython(program, path, problems);
  if (folder === undefined) return undefined;
  return {
    kind: 'program',
    command,
    ...(program !== undefined && { program }),
    folder,
    metrics,
    ...(grace !== undefined && { graceMs: grace }),
    ...(epochs !== undefined && { epochs }),
  };
}

function resolvedFolder(folder: string, baseFolder: string, path: Path, problems: Problems): string | undefined {
  return existingFolder(folder, baseFolder, [...path, 'folder'], problems);
}

/** Without a command it is W&B's own, which takes Python for whatever the program is. */
function checkRunsWithPython(program: string, path: Path, problems: Problems): void {
  if (program.endsWith('.py') || isModuleFile(program)) return;
  const what = 'a program in Python (.py) or a module, or a `command` beside it that says how to run it';
  problems.expected(what, program, [...path, 'program']);
}

function checkMacros(command: readonly string[], path: Path, problems: Problems): void {
  const known = [...commandMacros, ...trialMacros, 'envvar:NAME'];
  for (const [index, item] of command.entries()) {
    const whole = macroOf(item);
    const names = [...item.matchAll(/\$\{([\w:]*)\}/g)].map(([, name]) => name as string);
    for (const name of names.filter((name) => !/^envvar:\w+$/.test(name))) {
      if ((trialMacros as readonly string[]).includes(name)) continue;
      if (!(commandMacros as readonly string[]).includes(name)) {
        problems.add([...path, index], `expected a macro (${oneOf(known)}), got \`\${${name}}\`${didYouMean(name, known)}`);
      } else if (name !== whole) {
        problems.add([...path, index], `\`\${${name}}\` has to be an item of its own: within another one W&B leaves it as it is`);
      }
    }
  }
}

function readMetrics(value: unknown, path: Path, problems: Problems): MetricSources | undefined {
  if (value === undefined) return {};
  const given = check(metricsSchema, value, path, problems);
  if (!given) return undefined;
  const { pattern, ...files } = given;
  const patterns = pattern === undefined ? [] : [pattern].flat();
  for (const [index, source] of patterns.entries()) {
    checkPattern(source, typeof pattern === 'string' ? [...path, 'pattern'] : [...path, 'pattern', index], problems);
  }
  const named = Object.entries(files).filter(([, file]) => file !== undefined);
  return { ...(patterns.length > 0 && { patterns }), ...Object.fromEntries(named) };
}

/** Reports a regular expression that cannot be read, and one without a named group. Python's `(?P<` is one, too. */
function checkPattern(source: string, path: Path, problems: Problems): void {
  try {
    new RegExp(source.replaceAll('(?P<', '(?<'), 'u');
  } catch (error) {
    problems.add(path, `expected a regular expression, got ${JSON.stringify(source)}: ${(error as Error).message}`);
    return;
  }
  if (!/\(\?P?<[^=!]/.test(source)) {
    problems.expected('a regular expression with named groups, such as loss=(?<loss>\\S+)', source, path);
  }
}

/** YAML reads `3` as a number; W&B gives the program Python's text of it. */
function itemText(value: string | number | boolean): string {
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return String(value);
}
