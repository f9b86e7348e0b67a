/** How to start a thread or a process on one of our files, compiled or, in tests and development, straight from TypeScript. */
export interface EntryPoint {
  readonly url: URL;
  readonly execArgv: string[];
}

export function entryPoint(name: 'worker' | 'child' | 'child-watch' | 'probe-child' | 'program-guard'): EntryPoint {
  if (!import.meta.url.endsWith('.ts')) return { url: new URL(`./${name}.js`, import.meta.url), execArgv: [] };
  return { url: new URL(`./${name}.ts`, import.meta.url), execArgv: ['--import', typeScriptLoader()] };
}

/** `--import tsx` alone leaves worker threads without a loader for TypeScript: it registers one in main threads only. */
function typeScriptLoader(): string {
  const api = import.meta.resolve('tsx/esm/api');
  return `data:text/javascript,import { register } from '${api}'; register();`;
}
