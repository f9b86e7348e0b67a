import { Worker } from 'node:worker_threads';
import type { Device } from '../core/backend.js';
import { runModel } from '../trials/run-model.js';
import { captureOutput } from './captured-output.js';
import { entryPoint } from './entry-point.js';
import { localPlace } from './local-place.js';
import { type ChildMessage, type ChildRequest, CONTROL_CELLS, type JobMessage, STOP } from './protocol.js';
import { TrialChannel } from './trial-channel.js';

/** A slot's child process: does trials, one after the other, on the device of its only argument. */

const device: Device = JSON.parse(process.argv[2] ?? '');

// The stop flag holds the sequence number of the last trial that was told to stop.
const control = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT * CONTROL_CELLS));
const { url, execArgv } = entryPoint('child-watch');
new Worker(url, { execArgv, workerData: control }).unref();

captureOutput();

let channel: TrialChannel | undefined;

process.on('message', (request: ChildRequest) => {
  if (request.type === 'answer') channel?.answered(request.verdict);
  else if (request.type === 'stop') channel?.stopped();
  else if (request.type === 'trial') void runTrial(request);
  else void model(request);
});
process.on('disconnect', () => process.exit());

async function runTrial({ sequence, job }: Extract<ChildRequest, { type: 'trial' }>): Promise<void> {
  const tell = teller(sequence);
  channel = new TrialChannel(tell, () => Atomics.load(control, STOP) >= sequence);
  tell({ type: 'outcome', outcome: await channel.run(job, localPlace(device)) });
}

async function model({ sequence, job }: Extract<ChildRequest, { type: 'model' }>): Promise<void> {
  const tell = teller(sequence);
  try {
    tell({ type: 'result', result: await runModel(job, localPlace(device)) });
  } catch (error) {
    tell({ type: 'failure', message: error instanceof Error ? error.message : String(error) });
  }
}

function teller(sequence: number): (message: JobMessage) => void {
  return (message) => process.send?.({ sequence, message } satisfies ChildMessage);
}
