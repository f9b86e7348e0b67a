/**
 * How much faster two workers finish the same trials than one: a fixed set of trials of the language-id task, all with the same
 * model and as many epochs, by one worker and by two in turn.
 *
 *     npm run build && npx tsx bench/scaling.ts [trials, 24 when left out] [epochs, 4] [rounds, 3]
 *
 * Target on two free cores: 1.8. Where others use the cores, wall time says little: "cores" is what the run had of them, and
 * "CPU" how much more work the same trials are beside each other (caches and memory are shared), which bounds the ratio at
 * 2 / that.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { StudySpec } from '../src/core/study-spec.js';
import { runStudy } from '../src/execution/orchestrator.js';
import { PiscinaExecutor } from '../src/execution/piscina-executor.js';
import { slotDevice, slotsOn } from '../src/execution/slot-device.js';
import { createStudy } from '../src/storage/studies.js';
import { Study } from '../src/study/study.js';
import { readSweepFile } from '../src/sweep-file/index.js';

const [trials = 24, epochs = 4, rounds = 3] = process.argv.slice(2).map(Number);

/** Trials differ in what costs no time. */
function fixedTrials(): StudySpec {
  const { spec } = readSweepFile(fileURLToPath(new URL('../search-spaces/language-id.yaml', import.meta.url)));
  const constant = (name: string, value: string | number | boolean) =>
    ({ name, distribution: { kind: 'categorical', choices: [value] } }) as const;
  return {
    ...spec,
    sampler: { type: 'random' },
    pruner: { type: 'none' },
    budget: { trials },
    space: {
      parameters: [
        ...Object.entries({ encoder: 'bag', lowercase: false, embedding_size: 64, batch_size: 128, epochs, patience: 0 }).map(
          ([name, value]) => constant(name, value),
        ),
        { name: 'learning_rate', distribution: { kind: 'float', low: 0.001, high: 0.02, log: true } },
        { name: 'dropout', distribution: { kind: 'float', low: 0, high: 0.5 } },
      ],
    },
  };
}

interface Measured {
  readonly wallS: number;
  /** Of all threads. */
  readonly cpuS: number;
}

/** With everything from the first thread on: starting the backends, gathering the names and encoding them. */
async function measure(spec: StudySpec, workers: number): Promise<Measured> {
  const root = mkdtempSync(join(tmpdir(), 'scaling-'));
  const open = createStudy(join(root, 'study'), { name: 'scaling', sweepText: '', overrides: {}, createdAt: Date.now() }, '0');
  const [start, before] = [performance.now(), process.cpuUsage()];
  const executor = new PiscinaExecutor({ slots: slotsOn([slotDevice({ backend: 'wasm', index: 0 })], workers) });
  const study = new Study(spec);
  try {
    const signal = new AbortController().signal;
    await runStudy({ study, store: open.store, executor, emit() {}, signal, folder: open.folder });
    const failed = study.trials.find(({ state }) => state !== 'complete');
    if (failed) throw new Error(`Expected trials that complete, got ${JSON.stringify(failed)}`);
    const { user, system } = process.cpuUsage(before);
    return { wallS: (performance.now() - start) / 1000, cpuS: (user + system) / 1e6 };
  } finally {
    await executor.close();
    open.close();
    rmSync(root, { recursive: true });
  }
}

const spec = fixedTrials();
const measured: Readonly<Record<1 | 2, Measured[]>> = { 1: [], 2: [] };
console.log(`${trials} trials of ${epochs} epochs\n`);
console.log('| workers | trials/s | wall s | CPU s | cores |');
console.log('|---|---|---|---|---|');
for (let round = 0; round < rounds; round++) {
  for (const workers of [1, 2] as const) {
    const { wallS, cpuS } = await measure(spec, workers);
    measured[workers].push({ wallS, cpuS });
    console.log(
      `| ${workers} | ${(trials / wallS).toFixed(3)} | ${wallS.toFixed(1)} | ${cpuS.toFixed(1)} | ${(cpuS / wallS).toFixed(2)} |`,
    );
  }
}

/** The least disturbed run. */
const best = (workers: 1 | 2, key: keyof Measured) => Math.min(...measured[workers].map((run) => run[key]));
console.log(`\nTwo workers are ${(best(1, 'wallS') / best(2, 'wallS')).toFixed(2)} times as fast as one.`);
console.log(`The same trials take ${(best(2, 'cpuS') / best(1, 'cpuS')).toFixed(2)} times the CPU time beside each other.`);
