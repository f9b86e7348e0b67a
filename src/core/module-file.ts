/** What the name of a module of the user's own may end in. */
export const moduleEndings = ['.js', '.mjs', '.cjs', '.ts', '.mts', '.cts'] as const;

/** Whether a name is that of a module. */
export function isModuleFile(name: string): boolean {
  return moduleEndings.some((ending) => name.endsWith(ending));
}
