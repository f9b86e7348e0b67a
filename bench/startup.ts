/**
 * How long the command line takes to answer, beside Node doing nothing: the median of 15 starts each, taken in turns.
 *
 *     npm run build && npx tsx bench/startup.ts
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));
const commands: Readonly<Record<string, readonly string[]>> = {
  'node -e 0': ['-e', '0'],
  'hypersweep --help': [main, '--help'],
  'hypersweep list': [main, 'list'],
  'hypersweep validate': [main, 'validate', fileURLToPath(new URL('../search-spaces/language-id.yaml', import.meta.url))],
};
const times = new Map(Object.keys(commands).map((name) => [name, [] as number[]]));

for (let round = 0; round < 15; round++) {
  for (const [name, args] of Object.entries(commands)) {
    const start = performance.now();
    const { status } = spawnSync(process.execPath, args, { stdio: 'ignore' });
    if (status !== 0) throw new Error(`${name} ended with ${status}`);
    times.get(name)?.push(performance.now() - start);
  }
}

console.log('| command | median ms |\n|---|---|');
for (const [name, samples] of times) console.log(`| ${name} | ${samples.sort((a, b) => a - b)[7]?.toFixed(0)} |`);
