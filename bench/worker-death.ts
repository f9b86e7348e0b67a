/**
 * How long a slot is out of service when its worker exits, is killed or hangs: from the worker's death, and from when the study
 * hears of it, to the first line of the next trial's code, and to the first tensor of one that trains. Median and worst, in ms.
 *
 *     npm run build && npx tsx bench/worker-death.ts [deaths of each kind, 9 when left out]
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { RunOptions, TrialJob } from '../src/core/executor.js';

const { PiscinaExecutor } = await import('../dist/execution/piscina-executor.js' as string);
const { slotDevice } = await import('../dist/execution/slot-device.js' as string);

const deaths = Number(process.argv[2] ?? 9);
const folder = mkdtempSync(join(tmpdir(), 'worker-death-'));
const objective = join(folder, 'objective.mjs');
const diary = join(folder, 'diary');

// Writes when it began, when it had its first tensor, and when it died.
writeFileSync(
  objective,
  `import { writeFileSync, appendFileSync } from 'node:fs';
  const note = (what) => appendFileSync(${JSON.stringify(diary)}, what + ' ' + Date.now() + '\\n');
  const ends = {
    exits: () => process.exit(7),
    isKilled: () => process.kill(process.pid, 'SIGKILL'),
    throwsLater: () => void setTimeout(() => { throw new Error('unheard'); }),
    hangs: () => { for (;;); },
  };
  export default async function (trial) {
    writeFileSync(${JSON.stringify(diary)}, '');
    note('began');
    if (trial.params.trains) {
      const tf = await trial.tensorflow();
      tf.tensor1d([1, 2]).square().dataSync();
      note('tensor');
    }
    await trial.report(1, { loss: 1 });
    if (trial.params.ends === undefined) return 1;
    note('died');
    ends[trial.params.ends]();
    await new Promise((resolve) => setTimeout(resolve, 60_000));
  }`,
);

function noted(what: string): number {
  const line = readFileSync(diary, 'utf8')
    .split('\n')
    .find((text) => text.startsWith(what));
  return Number(line?.split(' ')[1] ?? Number.NaN);
}

interface Kind {
  readonly backend: 'wasm' | 'native';
  readonly ends: string;
  readonly trains: boolean;
}

const kinds: readonly Kind[] = [
  { backend: 'wasm', ends: 'exits', trains: false },
  { backend: 'wasm', ends: 'throwsLater', trains: false },
  { backend: 'wasm', ends: 'hangs', trains: false },
  { backend: 'wasm', ends: 'exits', trains: true },
  { backend: 'native', ends: 'exits', trains: false },
  { backend: 'native', ends: 'isKilled', trains: false },
  { backend: 'native', ends: 'hangs', trains: false },
];

async function measure({ backend, ends, trains }: Kind): Promise<void> {
  const executor = new PiscinaExecutor({ slots: [slotDevice({ backend, index: 0 })], graceMs: 200 });
  const run = async (params: TrialJob['params'], options: Partial<RunOptions> = {}) => {
    const job = {
      task: { kind: 'module', url: pathToFileURL(objective).href, exportName: 'default' },
      objective: { metric: 'loss', goal: 'minimize' },
      ...{ trialNumber: 0, attempt: 1, params, studySeed: 1, seed: 1 },
    };
    const listener = { reported: async () => 'continue', progressed() {} };
    const slot = { index: 0, device: '' };
    return executor.run(job, listener, { slot, signal: new AbortController().signal, ...options });
  };
  const columns: Record<string, number[]> = { heard: [], began: [], 'began, since heard': [], tensor: [] };
  await run({ trains });
  for (let death = 0; death < deaths; death++) {
    const { kind } = await run({ ends, trains }, ends === 'hangs' ? { hangMs: () => 300 } : {});
    const heard = Date.now();
    const died = ends === 'hangs' ? heard : noted('died');
    if (kind !== 'failed') throw new Error(`Expected a failure, got ${kind}`);
    await run({ trains });
    columns.heard?.push(heard - died);
    columns.began?.push(noted('began') - died);
    columns['began, since heard']?.push(noted('began') - heard);
    if (trains) columns.tensor?.push(noted('tensor') - died);
  }
  await executor.close();
  const cells = Object.values(columns).map((times) => {
    times.sort((a, b) => a - b);
    return times.length === 0 ? '' : `${times[Math.floor(times.length / 2)]}, ${times.at(-1)}`;
  });
  const place = backend === 'wasm' ? 'thread' : 'process';
  console.log(`| ${place} | ${ends}${trains ? ', trains' : ''} | ${cells.join(' | ')} |`);
}

console.log('| worker | it | heard of | next trial began | since heard | its first tensor |\n|---|---|---|---|---|---|');
try {
  for (const kind of kinds) await measure(kind);
} finally {
  rmSync(folder, { recursive: true });
}
