/**
 * What a trial costs beside itself: 1,000 trials of a trivial function of a user's module through the sampler, the store on disk
 * and a worker thread, and where that time goes; then how busy two slots are kept with trials of 20 ms.
 * Optuna on its SQLite storage takes 74 ms a trial with TPE, and 42 to 50 ms at random.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { SamplerSpec, StudySpec } from '../src/core/study-spec.js';
import type { RunningTrial } from '../src/core/trial.js';
import { runStudy } from '../src/execution/orchestrator.js';
import { PiscinaExecutor } from '../src/execution/piscina-executor.js';
import { slotDevice, slotsOn } from '../src/execution/slot-device.js';
import type { SqliteStore } from '../src/storage/sqlite-store.js';
import { createStudy } from '../src/storage/studies.js';
import { Study } from '../src/study/study.js';

const objectives = new URL('./overhead-objectives.mjs', import.meta.url).href;

/** Time spent in calls, in milliseconds. */
class Clock {
  ms = 0;

  time<T>(call: () => T): T {
    const start = performance.now();
    try {
      return call();
    } finally {
      this.ms += performance.now() - start;
    }
  }
}

class TimedStudy extends Study {
  readonly clock = new Clock();

  override ask(at: number): RunningTrial | 'exhausted' {
    return this.clock.time(() => super.ask(at));
  }
}

/** The store, with every call of its methods on the clock. */
function timed(store: SqliteStore, clock: Clock): SqliteStore {
  return new Proxy(store, {
    get(target, name) {
      const method = Reflect.get(target, name, target);
      return typeof method === 'function' ? (...args: unknown[]) => clock.time(() => method.apply(target, args)) : method;
    },
  });
}

interface Measured {
  /** Of the whole search, without starting threads. */
  readonly wallMs: number;
  readonly samplerMs: number;
  readonly storeMs: number;
}

async function measure(sampler: SamplerSpec, slots: number, trials: number, exportName: string): Promise<Measured> {
  const float = { kind: 'float', low: 1e-4, high: 1, log: true } as const;
  const spec: StudySpec = {
    name: 'overhead',
    objective: { metric: 'value', goal: 'minimize' },
    space: {
      parameters: [
        { name: 'x', distribution: float },
        { name: 'y', distribution: float },
        { name: 'kind', distribution: { kind: 'categorical', choices: ['a', 'b', 'c'] } },
      ],
    },
    sampler,
    pruner: { type: 'none' },
    budget: { trials },
    seed: 1,
    task: { kind: 'module', url: objectives, exportName },
  };
  const root = mkdtempSync(join(import.meta.dirname, '../results/overhead-'));
  const open = createStudy(join(root, 'study'), { name: 'overhead', sweepText: '', overrides: {}, createdAt: Date.now() }, '0');
  const executor = new PiscinaExecutor({ slots: slotsOn([slotDevice({ backend: 'cpu', index: 0 })], slots) });
  const study = new TimedStudy(spec);
  const storeClock = new Clock();
  try {
    await warmUp(executor, spec);
    const start = performance.now();
    await runStudy({
      study,
      store: timed(open.store, storeClock),
      executor,
      emit() {},
      signal: new AbortController().signal,
      folder: open.folder,
    });
    return { wallMs: performance.now() - start, samplerMs: study.clock.ms, storeMs: storeClock.ms };
  } finally {
    await executor.close();
    open.close();
    rmSync(root, { recursive: true });
  }
}

/** Starts every slot's thread and loads the module there. */
async function warmUp(executor: PiscinaExecutor, { objective, task }: StudySpec): Promise<void> {
  const job = { task, objective, trialNumber: 0, attempt: 1, params: { x: 1, y: 1 }, studySeed: 1, seed: 1 };
  const listener = { reported: async () => 'continue' as const, progressed() {} };
  const { signal } = new AbortController();
  await Promise.all(executor.slots.map((slot) => executor.run(job, listener, { slot, signal })));
}

const table: object[] = [];
const trials = 1000;
for (const type of ['random', 'tpe']) {
  for (const slots of [1, 2]) {
    const { wallMs, samplerMs, storeMs } = await measure({ type }, slots, trials, 'trivial');
    const perTrial = (ms: number) => Number((ms / trials).toFixed(3));
    table.push({
      sampler: type,
      slots,
      'ms a trial': perTrial(wallMs),
      sampler_ms: perTrial(samplerMs),
      store_ms: perTrial(storeMs),
      'executor and rest': perTrial(wallMs - samplerMs - storeMs),
    });
  }
}
console.log(`${trials} trials of a trivial function`);
console.table(table);

const busy: object[] = [];
for (const type of ['random', 'tpe']) {
  for (const exportName of ['waiting', 'computing']) {
    const { wallMs } = await measure({ type }, 2, 500, exportName);
    busy.push({
      sampler: type,
      trial: `${exportName} 20 ms`,
      'ms a pair': (wallMs / 250).toFixed(2),
      'slots busy': `${((500 * 20 * 100) / (2 * wallMs)).toFixed(1)} %`,
    });
  }
}
console.log('Two slots, 500 trials of 20 ms');
console.table(busy);
