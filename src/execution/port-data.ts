import { once } from 'node:events';
import type { MessagePort } from 'node:worker_threads';
import { RecentCache } from '../core/recent-cache.js';
import type { SharedData } from '../training/shared-data.js';
import type { DataAnswer, DataRequest } from './protocol.js';
import { inSharedMemory } from './shared-memory.js';

/** What this thread used last, so that its next trial need not ask: the strings in it are the thread's own copies. */
const held = new RecentCache<Promise<unknown>>(4);

/** A worker's side of shared data, over the port of its task. */
export function dataOver(port: MessagePort): SharedData {
  const tell = (request: DataRequest) => port.postMessage(request);

  async function ask<T>(key: string, make: () => T): Promise<T> {
    tell({ type: 'wanted', key });
    const [answer] = (await once(port, 'message')) as [DataAnswer];
    if ('value' in answer) return answer.value as T;
    const value = inSharedMemory(make());
    tell({ type: 'made', key, value });
    return value;
  }

  return {
    async getOrMake<T>(key: string, make: () => T): Promise<T> {
      try {
        return (await held.getOrMake(key, () => ask(key, make))) as T;
      } catch (error) {
        held.forget(key);
        throw error;
      }
    },
  };
}
