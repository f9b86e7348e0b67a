/** What a program's command may hold. Source of W&B's: https://docs.wandb.ai/guides/sweeps/define-sweep-configuration#command */

/** W&B's macros, each an item of the command by itself. */
export const commandMacros = [
  'env',
  'interpreter',
  'program',
  'args',
  'args_no_equals',
  'args_no_hyphens',
  'args_no_boolean_flags',
  'args_append_hydra',
  'args_json',
  'args_json_file',
] as const;
export type CommandMacro = (typeof commandMacros)[number];

/** Ours, which may stand within an item: the trial's own folder, its number and its seed. */
export const trialMacros = ['trial_folder', 'trial', 'seed'] as const;
export type TrialMacro = (typeof trialMacros)[number];

/** What W&B runs where no command is given. */
export const defaultCommand = (['env', 'interpreter', 'program', 'args'] as const).map(macro);

/** The item of a command that a macro is: `${args}` of `args`. */
export function macro(name: CommandMacro): string {
  return `\${${name}}`;
}

/** The macro that an item is as a whole: `args` of `${args}`. */
export function macroOf(item: string): string | undefined {
  return /^\$\{(\w+)\}$/.exec(item)?.[1];
}

/** An item with the macros that may stand anywhere in it filled in; a variable that is not set leaves its name, as in W&B. */
export function fillIn(item: string, values: Readonly<Record<TrialMacro, string>>, environment: NodeJS.ProcessEnv): string {
  return item
    .replaceAll(/\$\{envvar:(\w+)\}/g, (_, name: string) => environment[name] ?? name)
    .replaceAll(/\$\{(trial_folder|trial|seed)\}/g, (_, name: TrialMacro) => values[name]);
}
