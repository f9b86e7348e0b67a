import { accessSync, constants } from 'node:fs';
import { delimiter, extname, join } from 'node:path';
import { type CommandMacro, fillIn, macroOf, type TrialMacro } from '../../core/command-macros.js';
import type { ProgramSpec } from '../../core/task-spec.js';
import type { NestedParams } from './nested-params.js';
import { pythonText } from './python-text.js';

/** What the macros of a command stand for in a trial. */
export interface CommandContext {
  readonly params: NestedParams;
  /** A file with them as JSON. */
  readonly argsFile: string;
  readonly values: Readonly<Record<TrialMacro, string>>;
  readonly environment: NodeJS.ProcessEnv;
}

/** The program to start and its arguments, as W&B's agent expands them: a macro is an item, and may become several. */
export function commandLine({ command, program = '' }: ProgramSpec, context: CommandContext): string[] {
  const { params, argsFile, values, environment } = context;
  const args = Object.entries(params);
  const expansions: Readonly<Record<CommandMacro, () => string[]>> = {
    env: () => (process.platform === 'win32' ? [] : ['/usr/bin/env']),
    interpreter: () => [interpreterOf(program, environment)],
    program: () => [program],
    args: () => args.map(([name, value]) => `--${name}=${pythonText(value)}`),
    args_no_equals: () => args.flatMap(([name, value]) => [`--${name}`, pythonText(value)]),
    args_no_hyphens: () => args.map(([name, value]) => `${name}=${pythonText(value)}`),
    args_no_boolean_flags: () =>
      args.flatMap(([name, value]) => {
        if (typeof value === 'boolean') return value ? [`--${name}`] : [];
        return [`--${name}=${pythonText(value)}`];
      }),
    args_append_hydra: () => args.map(([name, value]) => `+${name}=${pythonText(value)}`),
    args_json: () => [JSON.stringify(params)],
    args_json_file: () => [argsFile],
  };
  return command.flatMap((item) => {
    const expand = expansions[macroOf(item) as CommandMacro] as (() => string[]) | undefined;
    return expand ? expand() : [fillIn(item, values, environment)];
  });
}

/** W&B always takes `python`, which Debian and macOS call `python3`. */
function interpreterOf(program: string, environment: NodeJS.ProcessEnv): string {
  if (/^\.[cm]?js$/.test(extname(program))) return process.execPath;
  return isOnPath('python', environment) ? 'python' : 'python3';
}

function isOnPath(name: string, { PATH = '' }: NodeJS.ProcessEnv): boolean {
  return PATH.split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
