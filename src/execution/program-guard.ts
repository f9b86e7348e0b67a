import { spawn } from 'node:child_process';
import { Socket } from 'node:net';
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

function signalGroup(signal: NodeJS.Signals): void {
  if (program.pid === undefined) return;
  try {
    process.kill(-program.pid, signal);
  } catch {
    // None of the group is left.
  }
}

function tell(message: GuardMessage): void {
  pipe.write(`${JSON.stringify(message)}\n`);
}

/** Ends once the message is out. */
function conclude(message: GuardMessage): void {
  signalGroup('SIGKILL');
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
