import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import type { MessagePort } from 'node:worker_threads';
import type { Device } from '../core/backend.js';
import type { TrialJob, TrialOutcome } from '../core/executor.js';
import { saysOutOfMemory } from '../trials/settle-trial.js';
import { deviceEnvironment } from './device-environment.js';
import { entryPoint } from './entry-point.js';
import { isPlainObject, readOutcome } from './incoming.js';
import { residentBytes } from './process-memory.js';
import {
  type ChildRequest,
  type CoordinatorMessage,
  type JobMessage,
  type ModelJob,
  type ModelResult,
  stopPipe,
} from './protocol.js';
import { needsFreshPlace } from './supervise-trial.js';
import { appendDeath } from './trial-log.js';

const lastWordsLength = 8192;

const memoryLookEveryMs = 200;

/** Keeps one child process for its slot, starts another one when it dies, and passes messages on in both directions. */
export class ChildSupervisor {
  readonly #device: Device;
  #child: ChildProcess | undefined;
  #sequence = 0;
  /** What the child's native code, or Node itself, printed during this trial: a crash explains itself there or nowhere. */
  #lastWords = '';

  constructor(device: Device) {
    this.#device = device;
  }

  /** `memoryLimitBytes`: a child that holds more is ended. */
  async runTrial(job: TrialJob, port: MessagePort, memoryLimitBytes?: number): Promise<TrialOutcome> {
    const child = this.#living();
    const overLimit = watchMemory(child, memoryLimitBytes);
    const sequence = ++this.#sequence;
    this.#lastWords = '';
    port.on('message', (message: CoordinatorMessage) => {
      if (message.type === 'answer') send(child, message);
      else if (message.type === 'stop') {
        tellToStop(child, sequence);
        send(child, message);
      } else child.kill('SIGKILL');
    });
    try {
      const outcome = await this.#converse(child, { type: 'trial', sequence, job }, (message) => {
        if (message.type === 'outcome') return readOutcome(message.outcome);
        if (message.type === 'report' || message.type === 'progress') port.postMessage(message);
        return undefined;
      });
      // What the device could not hold may lie in its pools still, and one that failed computes no more: the next trial gets it anew.
      if (needsFreshPlace(outcome)) await this.close();
      return outcome;
    } catch (error) {
      const exceeded = overLimit.message();
      const reason = exceeded !== undefined || saysOutOfMemory(this.#lastWords) ? 'out-of-memory' : 'crashed';
      const outcome = { kind: 'failed', reason, message: exceeded ?? (error as Error).message } as const;
      appendDeath(job, outcome, this.#lastWords);
      return outcome;
    } finally {
      overLimit.end();
      port.close();
    }
  }

  /** What the child holds now; undefined without one. */
  get heldBytes(): number | undefined {
    return this.#child?.pid === undefined ? undefined : residentBytes(this.#child.pid);
  }

  runModel(job: ModelJob): Promise<ModelResult> {
    return this.#converse(this.#living(), { type: 'model', sequence: ++this.#sequence, job }, (message) => {
      if (message.type === 'failure') throw new Error(message.message);
      return message.type === 'result' ? message.result : undefined;
    });
  }

  async close(): Promise<undefined> {
    const child = this.#child;
    if (child === undefined) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  /** Sends the request and hands each message to `take` until it returns a result. Rejects when the child dies before that. */
  #converse<T>(
    child: ChildProcess,
    request: Extract<ChildRequest, { sequence: number }>,
    take: (message: JobMessage) => T | undefined,
  ): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const settle = (action: () => void) => {
        child.off('message', onMessage);
        child.off('exit', onExit);
        action();
      };
      const onMessage = (told: unknown) => {
        // Of an earlier trial that says something after its end, or of a user's code that talks to what it takes for its parent.
        if (!isPlainObject(told) || told.sequence !== request.sequence || !isPlainObject(told.message)) return;
        try {
          const result = take(told.message as unknown as JobMessage);
          if (result !== undefined) settle(() => resolve(result));
        } catch (error) {
          settle(() => reject(error));
        }
      };
      const onExit = (code: number | null, signal: string | null) => {
        const how = signal ?? `exit code ${code}`;
        // Its last words are read in the same turn of the event loop that brings its end.
        setImmediate(() => settle(() => reject(new Error(`the ${this.#device.backend} process ended with ${how}`))));
      };
      child.on('message', onMessage);
      child.on('exit', onExit);
      send(child, request);
    });
  }

  #living(): ChildProcess {
    this.#child ??= this.#start();
    return this.#child;
  }

  #start(): ChildProcess {
    const { url, execArgv } = entryPoint('child');
    const child = fork(url, [JSON.stringify(this.#device)], {
      execArgv,
      env: { ...process.env, ...deviceEnvironment(this.#device) },
      // Metrics may be NaN, which JSON cannot say.
      serialization: 'advanced',
      stdio: ['ignore', 'pipe', 'pipe', 'ipc', 'pipe'],
    });
    for (const output of [child.stdout, child.stderr]) {
      output?.on('data', (chunk) => {
        this.#lastWords = (this.#lastWords + chunk).slice(-lastWordsLength);
      });
    }
    // A child that died has closed its end; whoever waits for it hears of that by its exit.
    child.stdio[stopPipe]?.on('error', () => {});
    child.on('error', () => {});
    child.once('exit', () => {
      if (this.#child === child) this.#child = undefined;
    });
    return child;
  }
}

/** Ends a child that holds more than it may. `message`: what was said of it then. */
function watchMemory(child: ChildProcess, limitBytes: number | undefined): { message(): string | undefined; end(): void } {
  let message: string | undefined;
  if (limitBytes === undefined) return { message: () => undefined, end() {} };
  const timer = setInterval(() => {
    const held = child.pid === undefined ? undefined : residentBytes(child.pid);
    if (held === undefined || held <= limitBytes) return;
    message = `took ${mebibytes(held)}, more than the limit of ${mebibytes(limitBytes)}`;
    child.kill('SIGKILL');
  }, memoryLookEveryMs);
  return { message: () => message, end: () => clearInterval(timer) };
}

function mebibytes(bytes: number): string {
  return `${Math.round(bytes / 2 ** 20)} MiB`;
}

function send(child: ChildProcess, request: ChildRequest): void {
  if (child.connected) child.send(request, () => {});
}

function tellToStop(child: ChildProcess, sequence: number): void {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(sequence);
  (child.stdio[stopPipe] as Writable).write(bytes);
}
