import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
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

it('takes no 24-bit colours inside GNU screen, and leaves COLORTERM alone', async () => {
  const inks = createRequire(new URL('../../node_modules/ink/build/index.js', import.meta.url)).resolve('chalk');
  const script = `await import('${start}'); const { default: chalk } = await import('${inks}'); console.log(String(chalk.level), process.env.COLORTERM)`;
  const levelWith = async (variables: Record<string, string>) => {
    // Under CI chalk asks no terminal.
    const { NO_COLOR: _, STY: __, CI: ___, ...inherited } = process.env;
    // FORCE_COLOR: as if the pipe were a terminal.
    const env = { ...inherited, FORCE_COLOR: 'true', TERM: 'screen-256color', COLORTERM: 'truecolor', ...variables };
    const args = ['--import', 'tsx', '--input-type=module', '-e', script];
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root, env });
    return stdout.trim();
  };
  expect(await levelWith({})).toBe('3 truecolor');
  expect(await levelWith({ STY: '1.pts' })).toBe('2 truecolor');
});
