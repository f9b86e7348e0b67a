import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { afterEach, expect, it } from 'vitest';
import type { TrialJob, TrialListener } from '../../src/core/executor.js';
import { PiscinaExecutor } from '../../src/execution/piscina-executor.js';
import type { DataAnswer, DataRequest } from '../../src/execution/protocol.js';
import { SharedDataHub } from '../../src/execution/shared-data-hub.js';
import { inSharedMemory, sharedBytes } from '../../src/execution/shared-memory.js';
import { slotDevice, slotsOn } from '../../src/execution/slot-device.js';

const open: MessagePort[] = [];
afterEach(() => {
  for (const port of open.splice(0)) port.close();
});

/** A worker's port. */
function connect(hub: SharedDataHub): MessagePort {
  const { port1, port2 } = new MessageChannel();
  hub.serve(port1);
  open.push(port1, port2);
  return port2;
}

function ask(port: MessagePort, key: string): Promise<DataAnswer> {
  const answered = once(port, 'message');
  port.postMessage({ type: 'wanted', key } satisfies DataRequest);
  return answered.then(([answer]) => answer);
}

function make(port: MessagePort, key: string, value: unknown): void {
  port.postMessage({ type: 'made', key, value: inSharedMemory(value) } satisfies DataRequest);
}

const bytesOf = ({ value }: DataAnswer) => (value as { ids: Int32Array }).ids;

it('lets the first who asks make a value, and gives its very memory to all the others', async () => {
  const hub = new SharedDataHub();
  const [first, second, third] = [connect(hub), connect(hub), connect(hub)];
  expect(await ask(first, 'a')).toEqual({ key: 'a' });
  const waiting = ask(second, 'a');
  make(first, 'a', { ids: Int32Array.of(1, 2), names: ['x', 'y'] });
  const answers = [await waiting, await ask(third, 'a')];
  expect(answers[0]?.value).toEqual({ ids: Int32Array.of(1, 2), names: ['x', 'y'] });
  bytesOf(answers[0] as DataAnswer)[0] = 9;
  expect(bytesOf(answers[1] as DataAnswer)[0]).toBe(9);
});

it('leaves to the next one what a worker that ended had begun', async () => {
  const hub = new SharedDataHub();
  const [first, second, third] = [connect(hub), connect(hub), connect(hub)];
  await ask(first, 'a');
  const [secondAnswer, thirdAnswer] = [ask(second, 'a'), ask(third, 'a')];
  // Both wait before the first one ends.
  await ask(connect(hub), 'other');
  first.close();
  expect(await secondAnswer).toEqual({ key: 'a' });
  make(second, 'a', { ids: Int32Array.of(5) });
  expect(bytesOf(await thirdAnswer)[0]).toBe(5);
});

it('keeps within its memory what was asked for last', async () => {
  const hub = new SharedDataHub(100);
  const port = connect(hub);
  for (const key of ['a', 'b']) {
    await ask(port, key);
    make(port, key, { ids: new Int32Array(10) });
  }
  expect(await ask(port, 'a')).toHaveProperty('value');
  await ask(port, 'c');
  make(port, 'c', { ids: new Int32Array(10) });
  // 120 bytes are too many: b was not asked for longest.
  expect(await ask(port, 'a')).toHaveProperty('value');
  expect(await ask(port, 'b')).not.toHaveProperty('value');
});

it('moves every typed array of a value into shared memory, and counts it', () => {
  const value = {
    ids: Int32Array.of(1, 2, 3),
    parts: [{ pixels: Uint8Array.of(7) }, { pixels: new Uint8Array() }],
    labels: ['a', 'b'],
    n: 2,
  };
  const shared = inSharedMemory(value);
  expect(shared).toEqual(value);
  expect(
    [shared.ids, ...shared.parts.map(({ pixels }) => pixels)].every(({ buffer }) => buffer instanceof SharedArrayBuffer),
  ).toBe(true);
  expect(sharedBytes(shared)).toBe(13);
});

it('has a study read its data once: a worker that never saw the file trains on it', { timeout: 120_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hypersweep-shared-'));
  const train = join(folder, 'train.csv');
  const rows = Array.from({ length: 40 }, (_, i) => (i % 2 ? `good day ${i},yes` : `bad night ${i},no`));
  writeFileSync(train, ['text,label', ...rows].join('\n'));
  const job: TrialJob = {
    task: {
      kind: 'text-classification',
      data: { kind: 'files', train, textColumn: 'text', labelColumn: 'label', header: true },
      split: [0.6, 0.2, 0.2],
      epochs: 2,
    },
    ...{ trialNumber: 0, attempt: 1, studySeed: 1, seed: 1, params: { buckets: 256, embedding_size: 4 } },
    objective: { metric: 'val_loss', goal: 'minimize' },
  };
  const executor = new PiscinaExecutor({ slots: slotsOn([slotDevice({ backend: 'wasm', index: 0 })], 2) });
  try {
    expect(await executor.runModelJob({ type: 'check', job, params: {} })).toEqual({ type: 'check', findings: [] });
    rmSync(folder, { recursive: true });
    const listener: TrialListener = { reported: async () => 'continue', progressed() {} };
    const outcomes = executor.slots.map((slot) => executor.run(job, listener, { slot, signal: new AbortController().signal }));
    const [one, other] = await Promise.all(outcomes);
    expect(one).toMatchObject({ kind: 'complete' });
    expect(other).toEqual(one);
  } finally {
    await executor.close();
  }
});
