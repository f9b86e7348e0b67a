// Puts what the compiler does not carry (SQL, compiled kernels) beside the compiled code.
import { cpSync, mkdirSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const assets = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true }).filter(
  (entry) => entry.isFile() && /\.(sql|wasm)$/.test(entry.name),
);

for (const asset of assets) {
  const source = join(asset.parentPath, asset.name);
  const target = join(root, 'dist', relative(join(root, 'src'), source));
  mkdirSync(dirname(target), { recursive: true });
  cpSync(source, target);
}
