import { type ChildProcess, spawn } from 'node:child_process';
import type { Duplex, Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { LineSplitter } from '../trials/program/line-splitter.js';
import { reportDescriptor } from '../trials/program/program-environment.js';
import type { ProgramEnd, ProgramStart, RunningProgram } from '../trials/program/program-trial.js';
import { entryPoint } from './entry-point.js';
import type { TrialSignals } from './supervise-trial.js';

/** Of the guard (program-guard.ts): over it comes what signals to send, and goes how the program does, a line each. */
export const guardDescriptor = 4;

export type GuardMessage =
  | { readonly started: number }
  | { readonly unstarted: string }
  | { readonly code: number }
  | { readonly signal: string };

/** How long output may still come after the end: a process that left its group may hold the stream open for ever. */
const drainMs = 1000;

/** Starts a program under a guard. `stop` is SIGTERM to the whole group, `force` SIGKILL. */
export function startProgram(program: ProgramStart, signals: TrialSignals): RunningProgram {
  const { url, execArgv } = entryPoint('program-guard');
  const guard = spawn(process.execPath, [...execArgv, fileURLToPath(url), ...program.command], {
    cwd: program.folder,
    env: program.environment,
    // Else Ctrl-C in a terminal would end it before us.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'pipe'],
  });
  const pipe = guard.stdio[guardDescriptor] as Duplex;
  const reports = guard.stdio[reportDescriptor] as Duplex;
  const send = (signal: NodeJS.Signals) => pipe.writable && pipe.write(`${signal}\n`);
  if (signals.stop.aborted) send('SIGTERM');
  signals.stop.addEventListener('abort', () => send('SIGTERM'));
  signals.force.addEventListener('abort', () => send('SIGKILL'));
  for (const socket of [pipe, reports]) socket.on('error', () => {});
  const drained = Promise.all([
    lines(guard.stdout as Readable, (line) => program.onOutput(line, 'stdout')),
    lines(guard.stderr as Readable, (line) => program.onOutput(line, 'stderr')),
    lines(reports, program.onReport),
  ]);
  return {
    ended: endOf(guard, pipe).then(async (end) => {
      let timer: NodeJS.Timeout | undefined;
      await Promise.race([drained, new Promise((resolve) => (timer = setTimeout(resolve, drainMs)))]);
      clearTimeout(timer);
      for (const stream of [guard.stdout, guard.stderr, reports, pipe]) stream?.destroy();
      return end;
    }),
    answer(line) {
      if (reports.writable) reports.write(`${line}\n`);
    },
  };
}

async function endOf(guard: ChildProcess, pipe: Duplex): Promise<ProgramEnd> {
  let pid: number | undefined;
  let end: ProgramEnd | undefined;
  const told = lines(pipe, (line) => {
    const message = JSON.parse(line) as GuardMessage;
    if ('started' in message) pid = message.started;
    else if ('unstarted' in message) end = { kind: 'unstarted', message: `cannot be started: ${message.unstarted}` };
    else if ('signal' in message) end = { kind: 'killed', signal: message.signal };
    else end = { kind: 'exited', code: message.code };
  });
  const unstarted = new Promise<ProgramEnd>((resolve) => {
    guard.once('error', ({ message }) => resolve({ kind: 'unstarted', message: `cannot be started: ${message}` }));
  });
  const said = told.then((): ProgramEnd => {
    if (end !== undefined) return end;
    if (pid !== undefined) killGroup(pid);
    return { kind: 'killed', signal: 'the end of the process that guards it' };
  });
  return await Promise.race([unstarted, said]);
}

/** Of a guard that was killed itself. */
function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // None of the group is left.
  }
}

/** Resolves when the stream has ended and its last line was taken. */
function lines(stream: Readable, take: (line: string) => void): Promise<void> {
  const splitter = new LineSplitter(take);
  stream.on('data', (chunk: Buffer) => splitter.add(chunk));
  stream.on('error', () => {});
  return new Promise((resolve) => {
    stream.once('close', () => {
      splitter.end();
      resolve();
    });
  });
}
