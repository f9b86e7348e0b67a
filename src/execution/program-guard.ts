import { spawn } from 'node:child_process';
import { Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { reportDescriptor } from '../trials/program/program-environment.js';
import { type GuardMessage, guardDescriptor } from './program-process.js';

/**
 * A process beside a trial's program: starts it in a process group of its own, passes signals on to the whole group, and kills it
 * when the pipe closes, since then whoever started the trial is gone, by `kill -9` too. Of what the program leaves behind when
 * it ends by itself nothing goes on.
 */

const [file = '', ...args] = process.argv.slice(2);
const program = spawn(file, args, { detached: true, stdio: ['ignore', 'inherit', 'inherit', reportDescriptor] });
const pipe = new Socket({ fd: guardDescriptor });

/** How long killed processes may take to be gone: where nobody collects the dead they never are, and count as members. */
const goneWithinMs = 500;

/** Whether any of the group was there to get it; 0 is no signal, and only asks. */
function signalGroup(signal: NodeJS.Signals | 0): boolean {
  if (program.pid === undefined) return false;
  try {
    return process.kill(-program.pid, signal);
  } catch {
    return false;
  }
}

function tell(message: GuardMessage): void {
  pipe.write(`${JSON.stringify(message)}\n`);
}

/** Ends once the rest of the group is gone and the message is out. */
async function conclude(message: GuardMessage): Promise<void> {
  signalGroup('SIGKILL');
  const deadline = performance.now() + goneWithinMs;
  while (signalGroup(0) && performance.now() < deadline) await setTimeout(5);
  pipe.removeAllListeners('close');
  pipe.end(`${JSON.stringify(message)}\n`, () => process.exit());
}

if (program.pid !== undefined) tell({ started: program.pid });
program.on('error', ({ message }) => conclude({ unstarted: message }));
program.on('exit', (code, signal) => conclude(signal === null ? { code: code ?? 0 } : { signal }));

let rest = '';
pipe.setEncoding('utf8');
pipe.on('data', (text: string) => {
  const lines = (rest + text).split('\n');
  rest = lines.pop() ?? '';
  for (const signal of lines) signalGroup(signal as NodeJS.Signals);
});
pipe.on('error', () => {});
pipe.on('close', () => {
  signalGroup('SIGKILL');
  process.exit();
});
