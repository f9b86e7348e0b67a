import { close, existsSync, fsync, openSync } from 'node:fs';

/** What a power cut may cost of a long trial's reports: less than lies between two of its checkpoints, which are of no use without. */
const nowAndThenMs = 10_000;

/**
 * Flushes SQLite's write-ahead log to the disk in the background. What was committed is then safe from a power cut some
 * milliseconds later, and nobody waits for the disk meanwhile: a flush takes from a fifth of a millisecond to tens of them.
 */
export class LogFlusher {
  readonly #path: string;
  #file: number | undefined;
  #state: 'idle' | 'flushing' | 'flushing, and again' = 'idle';
  #closed = false;
  #flushedAt = Number.NEGATIVE_INFINITY;

  constructor(databasePath: string) {
    this.#path = `${databasePath}-wal`;
  }

  /** As `flush`, unless one was started within the last seconds. */
  flushNowAndThen(): void {
    if (performance.now() - this.#flushedAt >= nowAndThenMs) this.flush();
  }

  /** Starts a flush of all that is committed now. While one runs, any number of calls make one more. */
  flush(): void {
    if (this.#state !== 'idle') {
      this.#state = 'flushing, and again';
      return;
    }
    if (this.#file === undefined && !existsSync(this.#path)) return;
    this.#file ??= openSync(this.#path, 'r+');
    this.#state = 'flushing';
    this.#flushedAt = performance.now();
    // A disk that fails here fails SQLite too, which says so.
    fsync(this.#file, () => this.#flushed());
  }

  close(): void {
    this.#closed = true;
    if (this.#state === 'idle') this.#release();
  }

  #flushed(): void {
    const again = this.#state === 'flushing, and again';
    this.#state = 'idle';
    if (this.#closed) this.#release();
    else if (again) this.flush();
  }

  #release(): void {
    if (this.#file !== undefined) close(this.#file);
    this.#file = undefined;
  }
}
