import { fileURLToPath } from 'node:url';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { Piscina } from 'piscina';
import type { Device } from '../core/backend.js';
import type { DataFinding } from '../core/data-finding.js';
import type { TrialJob, TrialListener, TrialOutcome } from '../core/executor.js';
import type { TaskSpec } from '../core/task-spec.js';
import { moduleName } from '../trials/own-module.js';
import { stackOf } from '../trials/stack-of.js';
import { runsInChild } from './device-environment.js';
import { entryPoint } from './entry-point.js';
import { inTurns } from './in-turns.js';
import { LeakWatch } from './leak-watch.js';
import {
  CONTROL_CELLS,
  type CoordinatorMessage,
  type ModelJob,
  type ModelResult,
  STOP,
  type TrialEnd,
  type TrialMessage,
  type WorkerTask,
} from './protocol.js';
import type { SharedDataHub } from './shared-data-hub.js';
import { needsFreshPlace, type TrialSignals } from './supervise-trial.js';
import { appendDeath } from './trial-log.js';

/**
 * One slot: a Piscina pool of a single thread. A pool each keeps a slot's device, its death and its replacement apart from its
 * neighbours', and stays clear of Piscina 5.3.2's `close()`, which ends running tasks where a pool has two threads or more.
 */
export class SlotThread {
  readonly #device: Device;
  readonly #data: SharedDataHub;
  readonly #memoryLimitBytes: number | undefined;
  readonly #leakWatch = new LeakWatch();
  #runsModel = false;
  #pool: Piscina;

  constructor(device: Device, data: SharedDataHub, memoryLimitBytes?: number) {
    this.#device = device;
    this.#data = data;
    this.#memoryLimitBytes = memoryLimitBytes;
    this.#pool = startPool(device, memoryLimitBytes);
  }

  async runTrial(job: TrialJob, listener: TrialListener, signals: TrialSignals): Promise<TrialOutcome> {
    const control = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT * CONTROL_CELLS));
    const { port1: port, port2: workerPort } = new MessageChannel();
    const tell = (message: CoordinatorMessage) => port.postMessage(message);
    const take = async (message: TrialMessage | undefined) => {
      if (message?.type === 'progress') listener.progressed(message.progress);
      else if (message?.type === 'report')
        tell({ type: 'answer', verdict: await listener.reported(message.step, message.metrics) });
    };
    port.on('message', inTurns(take));
    signals.stop.addEventListener('abort', () => {
      Atomics.store(control, STOP, 1);
      tell({ type: 'stop' });
    });
    const { port: ownDataPort, workerPort: dataPort } = this.#openDataPort();
    try {
      const limit = this.#memoryLimitBytes !== undefined && { memoryLimitBytes: this.#memoryLimitBytes };
      const task: WorkerTask = { type: 'trial', job, device: this.#device, port: workerPort, dataPort, control, ...limit };
      const signal = this.#terminator(signals.force, tell);
      const { outcome, heldBytes = 0 }: TrialEnd = await this.#pool.run(task, { transferList: [workerPort, dataPort], signal });
      // A WebAssembly heap never shrinks, so the memory that ran out stays taken as long as the thread lives.
      if (needsFreshPlace(outcome) && !runsInChild(this.#device.backend)) this.#replacePool();
      else if (this.#leakWatch.leaks(heldBytes)) await this.#startAfresh();
      return outcome;
    } catch (error) {
      const outcome = deathOf(error as NodeJS.ErrnoException, signals.force.aborted);
      appendDeath(job, outcome, causeOf(error as NodeJS.ErrnoException, signals.force.aborted));
      this.#replacePool();
      return outcome;
    } finally {
      port.close();
      ownDataPort.close();
    }
  }

  async runModel(job: ModelJob): Promise<ModelResult> {
    const { port, workerPort: dataPort } = this.#openDataPort();
    try {
      const task: WorkerTask = { type: 'model', job, device: this.#device, dataPort };
      this.#runsModel = true;
      return await this.#pool.run(task, { transferList: [dataPort] });
    } finally {
      this.#runsModel = false;
      port.close();
    }
  }

  /** Loads the user's modules that the task names. @returns what is wrong with them */
  async loadModules(task: TaskSpec): Promise<readonly DataFinding[]> {
    try {
      const result = await this.runModel({ type: 'load', task });
      return result.type === 'check' ? result.findings : [];
    } catch (error) {
      this.#replacePool();
      const { message } = deathOf(error as NodeJS.ErrnoException, false);
      const name = task.kind === 'module' ? moduleName(task.url) : 'every module of the sweep file';
      return [{ severity: 'error', message: `Expected ${name} to be loaded, but its worker ended: ${message}` }];
    }
  }

  #openDataPort(): { port: MessagePort; workerPort: MessagePort } {
    const { port1: port, port2: workerPort } = new MessageChannel();
    this.#data.serve(port);
    return { port, workerPort };
  }

  async close(): Promise<void> {
    // What loads a module for ever lets no other task have its turn; a child whose thread has ended ends by itself.
    if (runsInChild(this.#device.backend) && !this.#runsModel) await this.#pool.run({ type: 'close' } satisfies WorkerTask);
    await this.#pool.destroy();
  }

  /** What ends the thread. A thread with a child stays and kills the child instead, so that the system hears of its end. */
  #terminator(force: AbortSignal, tell: (message: CoordinatorMessage) => void): AbortSignal | null {
    if (!runsInChild(this.#device.backend)) return force;
    force.addEventListener('abort', () => tell({ type: 'kill' }));
    return null;
  }

  /** Gives the next trial a new thread, or a new child. */
  async #startAfresh(): Promise<void> {
    if (runsInChild(this.#device.backend)) await this.#pool.run({ type: 'close' } satisfies WorkerTask);
    this.#replacePool();
  }

  /** A pool whose thread died while it started takes no more tasks, so a new pool is the one sure way to a new thread. */
  #replacePool(): void {
    void this.#pool.destroy();
    this.#leakWatch.restart();
    this.#pool = startPool(this.#device, this.#memoryLimitBytes);
  }
}

function startPool(device: Device, memoryLimitBytes: number | undefined): Piscina {
  const { url, execArgv } = entryPoint('worker');
  // Of a thread the heap can be limited; a child's whole memory is watched from beside it.
  const limited = memoryLimitBytes !== undefined && !runsInChild(device.backend);
  const pool = new Piscina({
    filename: fileURLToPath(url),
    name: 'runTask',
    execArgv,
    // Zero lets us, not Piscina, decide when a thread that died is replaced.
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: Number.POSITIVE_INFINITY,
    ...(limited && { resourceLimits: { maxOldGenerationSizeMb: Math.ceil(memoryLimitBytes / 2 ** 20) } }),
    recordTiming: false,
    // Between tasks a thread sleeps in Atomics.wait, which is quicker; one with a child must go on to hear of the child's end.
    atomics: runsInChild(device.backend) ? 'disabled' : 'sync',
  });
  // A thread that dies between two trials (a timer that a user's function left behind) harms none; the next trial gets a new one.
  pool.on('error', () => {});
  return pool;
}

/** Of a thread, by the error that Piscina made of it. By `isForced` we ended it. */
function deathOf({ message, code }: NodeJS.ErrnoException, isForced: boolean): Extract<TrialOutcome, { kind: 'failed' }> {
  if (isForced) return { kind: 'failed', reason: 'crashed', message: 'ended by force, as it did not stop when it was told to' };
  if (code === 'ERR_WORKER_OUT_OF_MEMORY') return { kind: 'failed', reason: 'out-of-memory', message };
  const exitCode = exitCodeIn(message);
  return { kind: 'failed', reason: 'crashed', message: exitCode === undefined ? message : `it called process.exit(${exitCode})` };
}

/** Where in a user's code the error was thrown that ended the thread; empty of an end that no error of theirs has brought. */
function causeOf(error: NodeJS.ErrnoException, isForced: boolean): string {
  const isTheirs = !isForced && error.code !== 'ERR_WORKER_OUT_OF_MEMORY' && exitCodeIn(error.message) === undefined;
  return isTheirs ? stackOf(error) : '';
}

/** A thread that nobody ended exits without an error only by `process.exit`. */
function exitCodeIn(message: string): string | undefined {
  return /^worker exited with code: (\d+)$/.exec(message)?.[1];
}
