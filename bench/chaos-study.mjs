// Runs or resumes a study for chaos-run.ts, and prints its events as JSON lines, until it ends or is killed.
//
//     node bench/chaos-study.mjs FOLDER NAME '{ "place": "thread", "workers": 1, "trials": 40, ... }'

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PiscinaExecutor } from '../dist/execution/piscina-executor.js';
import { slotDevice, slotsOn } from '../dist/execution/slot-device.js';
import { beginStudy, continueStudy } from '../dist/session/begin.js';
import { runSession } from '../dist/session/run-session.js';
import { specFromObject } from '../dist/sweep-file/index.js';
import { jsonLine } from '../dist/tui/json-lines.js';

const [folder, name, settings] = process.argv.slice(2);
const { place, workers, trials, seed, method, early_terminate } = JSON.parse(settings);

const options = {
  name,
  metric: { name: 'loss', goal: 'minimize' },
  parameters: { rate: { min: 1e-5, max: 1e-1, log: true }, width: { min: 1, max: 12 }, kind: { values: ['a', 'b', 'c'] } },
  method,
  early_terminate,
  run_cap: trials,
  workers,
  seed,
  retries: 1000,
  hang_timeout: 2,
  task: { type: 'module', file: fileURLToPath(new URL('../test/fixtures/chaos-objective.mjs', import.meta.url)), epochs: 6 },
};

function open() {
  const root = join(folder, name);
  if (existsSync(join(root, 'study.db'))) return continueStudy(root, { reference: name });
  const { spec } = specFromObject(options, 'chaos');
  const origin = { baseFolder: folder, changes: { name }, options };
  return beginStudy({ spec, sweepText: '', origin, resultsFolder: folder });
}

// A backend that runs in child processes; this objective never loads it.
const device = slotDevice({ backend: place === 'child' ? 'native' : 'wasm', index: 0 });
const executor = new PiscinaExecutor({ slots: slotsOn([device], workers), graceMs: 200 });
const { record } = await runSession(open(), {
  emit: (event) => process.stdout.write(`${jsonLine(event)}\n`),
  signal: new AbortController().signal,
  executor: { executor, notices: [] },
});
process.stdout.write(`{"type":"done","trials":${record.trials.length}}\n`);
