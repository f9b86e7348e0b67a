import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import type { StudyEvent } from '../../src/core/events.js';
import type { Executor } from '../../src/core/executor.js';
import type { Store } from '../../src/core/store.js';
import type { StudySpec } from '../../src/core/study-spec.js';
import type { Trial } from '../../src/core/trial.js';
import { InlineExecutor } from '../../src/execution/inline-executor.js';
import { runStudy } from '../../src/execution/orchestrator.js';
import type { StudyControls } from '../../src/execution/study-controls.js';
import { createStudy, type OpenStudy, openStudy } from '../../src/storage/studies.js';
import { Study } from '../../src/study/study.js';
import type { ObjectiveFunction } from '../../src/trials/trial-handle.js';

export interface RunOptions {
  readonly slots?: number;
  /** In place of one that calls the objective in this process. */
  readonly executor?: Executor;
  readonly store?: Store;
  readonly onEvent?: (event: StudyEvent, abort: () => void) => void;
  readonly steer?: (controls: StudyControls) => void;
}

/** A study in a database, of each test anew, which the orchestrator runs. */
export class StudyOnDisk {
  /** The folder of all of a test's studies. */
  results = '';
  open!: OpenStudy;

  constructor() {
    beforeEach(() => {
      this.results = mkdtempSync(join(tmpdir(), 'hypersweep-study-'));
      this.open = this.create('study');
    });
    afterEach(() => {
      this.open.close();
      rmSync(this.results, { recursive: true });
    });
  }

  create(name: string): OpenStudy {
    return createStudy(join(this.results, name), { name, sweepText: '', overrides: {}, createdAt: 0 }, '0');
  }

  /** Another study in its place. */
  renew(name: string): void {
    this.open.close();
    this.open = this.create(name);
  }

  /** The same study, or one in another folder, as another process would open it. */
  reopen(folder = this.open.folder.root): void {
    this.open.close();
    this.open = openStudy(folder, { mode: 'write' });
  }

  async run(spec: StudySpec, objective: ObjectiveFunction, { slots = 1, onEvent, steer, ...options }: RunOptions = {}) {
    const { store = this.open.store } = options;
    const events: StudyEvent[] = [];
    const controller = new AbortController();
    const study = new Study(spec, store.trials());
    const executor = options.executor ?? new InlineExecutor(objective, { slots, graceMs: 100 });
    const emit = (event: StudyEvent) => {
      events.push(event);
      onEvent?.(event, () => controller.abort());
    };
    const { folder } = this.open;
    const result = await runStudy({ study, store, executor, emit, signal: controller.signal, folder, ...(steer && { steer }) });
    return { ...result, events, trials: store.trials() };
  }
}

/** All of a trial but when it ran and in which attempt: what two runs of one study have in common. */
export function timeless(trials: readonly Trial[]): object[] {
  return trials.map((trial) => ({ ...trial, startedAt: 0, finishedAt: 0, earlierMs: 0, attempt: 0 }));
}
