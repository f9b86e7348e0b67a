type Exports = Readonly<Record<string, unknown>>;

/** By URL. Asking the loader again, though it knows the module, costs a short trial more than all else. */
const modules = new Map<string, Promise<Exports>>();

/** What a module of the user's exports, in JavaScript or TypeScript. It is loaded once a worker. */
export function loadModule(url: string): Promise<Exports> {
  const known = modules.get(url);
  if (known !== undefined) return known;
  const loading = (/\.[cm]?ts$/.test(url) ? importTypeScript(url) : import(url)).then(ownExports);
  modules.set(url, loading);
  return loading;
}

/** Node 20 reads no TypeScript, and later versions not all of it. */
async function importTypeScript(url: string): Promise<Exports> {
  const { tsImport } = await import('tsx/esm/api');
  return await tsImport(url, import.meta.url);
}

/** Where no package.json says `"type": "module"`, a compiled module's exports come as the default export of a CommonJS one. */
function ownExports(namespace: Exports): Exports {
  const inner = namespace.default as Exports | undefined;
  return inner?.__esModule === true ? inner : namespace;
}
