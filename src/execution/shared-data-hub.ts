import { totalmem } from 'node:os';
import type { MessagePort } from 'node:worker_threads';
import type { DataAnswer, DataRequest } from './protocol.js';
import { sharedBytes } from './shared-memory.js';

/** Of the machine's memory: what was asked for longest ago is let go beyond it. Workers that use it keep it. */
const memoryShare = 0.25;

/** Of one key: made, or under way by the first port that asked, with the others waiting. */
type Entry = { readonly value: unknown } | { maker: MessagePort; readonly waiting: MessagePort[] };

/** The coordinating side of shared data: remembers what workers have made, and lets one make what several want. */
export class SharedDataHub {
  readonly #entries = new Map<string, Entry>();
  readonly #limit: number;

  constructor(limit = memoryShare * totalmem()) {
    this.#limit = limit;
  }

  /** Answers the requests that come over the port, until it closes. */
  serve(port: MessagePort): void {
    port.on('message', (request: DataRequest) => {
      if (request.type === 'wanted') this.#wanted(request.key, port);
      else this.#made(request.key, request.value);
    });
    // A worker that ended, or failed, before it had made what it was to make leaves it to the next one.
    port.on('close', () => {
      for (const [key, entry] of this.#entries) if ('maker' in entry) this.#leave(key, entry, port);
    });
  }

  #wanted(key: string, port: MessagePort): void {
    const entry = this.#entries.get(key);
    if (entry === undefined) this.#entries.set(key, { maker: port, waiting: [] });
    else if ('maker' in entry) {
      entry.waiting.push(port);
      return;
    } else this.#touch(key, entry);
    port.postMessage({ key, ...(entry && 'value' in entry && { value: entry.value }) } satisfies DataAnswer);
  }

  #made(key: string, value: unknown): void {
    const entry = this.#entries.get(key);
    const waiting = entry && 'waiting' in entry ? entry.waiting : [];
    this.#touch(key, { value });
    for (const port of waiting) port.postMessage({ key, value } satisfies DataAnswer);
    this.#letGo();
  }

  #leave(key: string, entry: Extract<Entry, { maker: MessagePort }>, port: MessagePort): void {
    const place = entry.waiting.indexOf(port);
    if (place !== -1) entry.waiting.splice(place, 1);
    if (entry.maker !== port) return;
    const next = entry.waiting.shift();
    if (next === undefined) this.#entries.delete(key);
    else {
      entry.maker = next;
      next.postMessage({ key } satisfies DataAnswer);
    }
  }

  /** A Map remembers the order of insertion: the first key is the one that was not asked for longest. */
  #touch(key: string, entry: Entry): void {
    this.#entries.delete(key);
    this.#entries.set(key, entry);
  }

  #letGo(): void {
    let bytes = 0;
    for (const [key, entry] of [...this.#entries].reverse()) {
      if (!('value' in entry)) continue;
      bytes += sharedBytes(entry.value);
      if (bytes > this.#limit) this.#entries.delete(key);
    }
  }
}
