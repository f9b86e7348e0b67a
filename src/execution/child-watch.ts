import { Socket } from 'node:net';
import { workerData } from 'node:worker_threads';
import { STOP, stopPipe } from './protocol.js';

/**
 * A thread beside a child's training loop, which may keep the child's event loop busy for minutes: it turns the stop messages of
 * the pipe into the flag in shared memory, and ends the process when the pipe closes, since then its parent is gone.
 */

const control: Int32Array = workerData;
let rest = Buffer.alloc(0);

const pipe = new Socket({ fd: stopPipe, writable: false });
pipe.on('data', (chunk) => {
  rest = Buffer.concat([rest, chunk]);
  for (; rest.length >= 4; rest = rest.subarray(4)) Atomics.store(control, STOP, rest.readInt32LE());
});
pipe.on('close', () => process.kill(process.pid, 'SIGKILL'));
pipe.on('error', () => {});
