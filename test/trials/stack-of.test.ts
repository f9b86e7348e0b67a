import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { tsImport } from 'tsx/esm/api';
import { expect, it } from 'vitest';
import { stackOf } from '../../src/trials/stack-of.js';

it('names the file of a compiled TypeScript module, not its code', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hypersweep-stack-'));
  const path = join(folder, 'my train.ts');
  writeFileSync(path, 'export default (x: number): number => {\n  throw new Error("it is " + x);\n};\n');
  const namespace = await tsImport(pathToFileURL(path).href, import.meta.url);
  const throws = (namespace.default.default ?? namespace.default) as (x: number) => number;
  try {
    throws(3);
    expect.fail('it throws');
  } catch (error) {
    const stack = stackOf(error as Error);
    expect(stack).toContain('Error: it is 3\n');
    expect(stack).toContain('my train.ts');
    expect(stack).not.toContain('data:');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('leaves other stacks as they are', () => {
  const error = new Error('plain');
  expect(stackOf(error)).toBe(error.stack);
});

it('shortens each frame of such a module', () => {
  const frame = 'at f (data:text/javascript,(()%3D%3E%7B%7D)()?filePath=%2Fhome%2Fme%2Ftrain.ts%3Fnamespace%3D1-2:2:14)';
  const error = Object.assign(new Error('x'), { stack: `Error: x\n    ${frame}\n    ${frame}\n    at g (file:///a.js:1:2)` });
  expect(stackOf(error)).toBe(
    'Error: x\n    at f (/home/me/train.ts)\n    at f (/home/me/train.ts)\n    at g (file:///a.js:1:2)',
  );
});
