import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const start = new URL('../../src/tui/start.ts', import.meta.url).href;
const root = fileURLToPath(new URL('../..', import.meta.url));

it.each([undefined, 'development'])(
  'draws with the production build when NODE_ENV is %s, and leaves NODE_ENV alone',
  async (given) => {
    // React exports `act` in its development build only.
    const script = `await import('${start}'); const { act } = await import('react'); console.log(typeof act, process.env.NODE_ENV)`;
    const env = { ...process.env, NODE_ENV: given };
    const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
      cwd: root,
      env,
    });
    expect(stdout.trim()).toBe(`undefined ${given}`);
  },
);
