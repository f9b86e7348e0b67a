import type { TrialOutcome } from '../core/executor.js';
import { runModel } from '../trials/run-model.js';
import type { TrialPlace } from '../trials/trial-place.js';
import { captureOutput } from './captured-output.js';
import { ChildSupervisor } from './child-supervisor.js';
import { runsInChild } from './device-environment.js';
import { localPlace } from './local-place.js';
import { dataOver } from './port-data.js';
import { type CoordinatorMessage, type ModelResult, STOP, type TrialEnd, type WorkerTask } from './protocol.js';
import { TrialChannel } from './trial-channel.js';

/** A slot's thread: does its trials itself, or has a child process do them where the backend does not survive in threads. */

captureOutput();

let supervisor: ChildSupervisor | undefined;

export async function runTask(task: WorkerTask): Promise<TrialEnd | ModelResult | undefined> {
  if (task.type === 'close') return await supervisor?.close();
  if (runsInChild(task.device.backend)) {
    supervisor ??= new ChildSupervisor(task.device);
    if (task.type === 'model') return await supervisor.runModel(task.job);
    const outcome = await supervisor.runTrial(task.job, task.port, task.memoryLimitBytes);
    return { outcome, ...held(supervisor.heldBytes) };
  }
  const place = localPlace(task.device, dataOver(task.dataPort));
  try {
    if (task.type === 'model') return await runModel(task.job, place);
    const outcome = await runTrialHere(task, place);
    // Of this thread alone, though the process has others.
    const { heapUsed, external } = process.memoryUsage();
    return { outcome, ...held(heapUsed + external) };
  } finally {
    task.dataPort.close();
  }
}

function held(bytes: number | undefined): Pick<TrialEnd, 'heldBytes'> {
  return bytes === undefined ? {} : { heldBytes: bytes };
}

async function runTrialHere(task: Extract<WorkerTask, { type: 'trial' }>, place: TrialPlace): Promise<TrialOutcome> {
  const channel = new TrialChannel(
    (message) => task.port.postMessage(message),
    () => Atomics.load(task.control, STOP) === 1,
  );
  task.port.on('message', (message: CoordinatorMessage) => {
    if (message.type === 'answer') channel.answered(message.verdict);
    else if (message.type === 'stop') channel.stopped();
  });
  try {
    return await channel.run(task.job, place);
  } finally {
    task.port.close();
  }
}
