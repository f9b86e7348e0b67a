import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { TensorBoardEvents } from '../../../src/trials/program/tensorboard-events.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hypersweep-events-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/**
 * What torch.utils.tensorboard.SummaryWriter wrote (PyTorch 1.13, TensorBoard 2.11.2): its version, add_scalar('Loss/val', 0.5, 3),
 * add_scalar('acc', 0.25, 300) and add_scalar('loss', nan, 301, new_style=True), which is a tensor as TensorFlow 2 has it.
 */
const written = Buffer.from(
  'GAAAAAAAAACjf0siCQ5RDcP/wdpBGg1icmFpbi5FdmVudDoy2HKvJR4AAAAAAAAA2dwSMglobg3D/8HaQRADKhEKDwoITG9zcy92YWwVAAAAPyjdKPYaAAAAAAAAABKb' +
    '2C0JzHANw//B2kEQrAIqDAoKCgNhY2MVAACAPg+/yiotAAAAAAAAADxBivsJTXMNw//B2kEQrQIqHwodCgRsb3NzQggIASoEAADAf0oLCgkKB3NjYWxhcnNduxpj',
  'base64',
);

it('reads scalars of PyTorch as they come, each once', () => {
  const events = new TensorBoardEvents(folder);
  expect([...events.read()]).toEqual([]);
  mkdirSync(join(folder, 'run'));
  const path = join(folder, 'run', 'events.out.tfevents.1795686156.host.690.0');
  // In the middle of the second scalar.
  writeFileSync(path, written.subarray(0, 110));
  expect([...events.read()]).toEqual([{ 'Loss/val': 0.5, step: 3 }]);
  appendFileSync(path, written.subarray(110));
  expect([...events.read()]).toEqual([
    { acc: 0.25, step: 300 },
    { loss: Number.NaN, step: 301 },
  ]);
  expect([...events.read()]).toEqual([]);
});

it('passes over an event that is none', () => {
  const damaged = Buffer.from(written);
  damaged.fill(0xff, 52, 82);
  writeFileSync(join(folder, 'events.out.tfevents.1'), damaged);
  expect([...new TensorBoardEvents(folder).read()]).toEqual([
    { acc: 0.25, step: 300 },
    { loss: Number.NaN, step: 301 },
  ]);
});
