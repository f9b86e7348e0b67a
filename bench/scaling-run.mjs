/**
 * A fixed set of trials of the language-id task by some workers of the built product, in a process of its own; prints its wall time
 * and the CPU time of all its threads as JSON. Started by scaling.ts: `node scaling-run.mjs ENCODER TRIALS EPOCHS WORKERS`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runStudy } from '../dist/execution/orchestrator.js';
import { PiscinaExecutor } from '../dist/execution/piscina-executor.js';
import { slotDevice, slotsOn } from '../dist/execution/slot-device.js';
import { createStudy } from '../dist/storage/studies.js';
import { Study } from '../dist/study/study.js';
import { readSweepFile } from '../dist/sweep-file/index.js';

const [encoder, ...numbers] = process.argv.slice(2);
const [trials, epochs, workers] = numbers.map(Number);

/** Trials differ in what costs no time. */
function fixedTrials() {
  const { spec } = readSweepFile(fileURLToPath(new URL('../search-spaces/language-id.yaml', import.meta.url)));
  const constants = { encoder, lowercase: false, tokens: 'characters', embedding_size: 64, batch_size: 128, epochs, patience: 0 };
  return {
    ...spec,
    sampler: { type: 'random' },
    pruner: { type: 'none' },
    budget: { trials },
    space: {
      parameters: [
        ...Object.entries(constants).map(([name, value]) => ({ name, distribution: { kind: 'categorical', choices: [value] } })),
        { name: 'learning_rate', distribution: { kind: 'float', low: 0.001, high: 0.02, log: true } },
        { name: 'dropout', distribution: { kind: 'float', low: 0, high: 0.5 } },
      ],
    },
  };
}

const root = mkdtempSync(join(tmpdir(), 'scaling-'));
const open = createStudy(join(root, 'study'), { name: 'scaling', sweepText: '', overrides: {}, createdAt: Date.now() }, '0');
const [start, before] = [performance.now(), process.cpuUsage()];
const executor = new PiscinaExecutor({ slots: slotsOn([slotDevice({ backend: 'wasm', index: 0 })], workers) });
const study = new Study(fixedTrials());
try {
  const signal = new AbortController().signal;
  await runStudy({ study, store: open.store, executor, emit() {}, signal, folder: open.folder });
  const failed = study.trials.find(({ state }) => state !== 'complete');
  if (failed) throw new Error(`Expected trials that complete, got ${JSON.stringify(failed)}`);
  const { user, system } = process.cpuUsage(before);
  console.log(JSON.stringify({ wallS: (performance.now() - start) / 1000, cpuS: (user + system) / 1e6 }));
} finally {
  await executor.close();
  open.close();
  rmSync(root, { recursive: true });
}
