/**
 * Kills studies at random moments, resumes them, and says what was lost: `bench/chaos.ts` does so 200 times, a test a few times.
 * Needs `npm run build`.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import type { StudyEvent } from '../src/core/events.js';
import { isFinished, type Trial } from '../src/core/trial.js';
import { createRng, type Rng, uniformInt } from '../src/math/rng.js';
import { replayStudy } from '../src/session/replay.js';
import { openStudy } from '../src/storage/studies.js';

const script = fileURLToPath(new URL('./chaos-study.mjs', import.meta.url));

export interface ChaosSettings {
  /** Where the trials run: threads die with their process, children can be killed alone. */
  readonly place: 'thread' | 'child';
  readonly workers: number;
  readonly trials: number;
  readonly seed: number;
  readonly method: string;
  readonly early_terminate: object;
}

export interface ChaosResult {
  /** Of the coordinating process, and of workers: SIGKILL and SIGSTOP. */
  readonly kills: number;
  readonly workerKills: number;
  readonly finishedSeen: number;
  readonly reportsSeen: number;
  /** Attempts that were cut off and left what the next one went on from. */
  readonly cutOffAndKept: number;
  /** In words; empty where all is well. */
  readonly complaints: readonly string[];
}

/** One study, killed and resumed until it is done, at most `maximumKills` times. `folder` is for its results. */
export async function chaos(folder: string, settings: ChaosSettings, maximumKills: number): Promise<ChaosResult> {
  const rng = createRng(settings.seed);
  const root = join(folder, 'chaos');
  const seen: Seen = { finished: new Map(), reports: new Set() };
  const complaints: string[] = [];
  let kills = 0;
  let workerKills = 0;
  for (let isDone = false; !isDone; ) {
    const run = start(folder, 'chaos', settings, seen);
    if (kills >= maximumKills) isDone = await ended(run);
    else {
      if (settings.place === 'child') workerKills += await tormentWorkers(run, rng);
      isDone = (await killedAtRandom(run, rng)) || isFinishedStudy(root);
      if (!isDone) kills++;
    }
    complaints.push(...losses(root, seen));
  }
  complaints.push(...(await complaintsAtTheEnd(folder, root, settings)));
  const { size: finishedSeen } = seen.finished;
  return { kills, workerKills, finishedSeen, reportsSeen: seen.reports.size, cutOffAndKept: cutOffAndKept(root), complaints };
}

function cutOffAndKept(root: string): number {
  const { store, close } = openStudy(root, { mode: 'read' });
  const endings = store.history().flatMap((event) => (event.type === 'trial-ended' ? [event.ending] : []));
  close();
  return endings.filter((ending) => 'keptStep' in ending && ending.keptStep !== undefined).length;
}

/** What the study said that it had committed. */
interface Seen {
  /** The states by trial number. */
  readonly finished: Map<number, string>;
  /** `trial step loss`. */
  readonly reports: Set<string>;
}

interface Run {
  readonly process: ChildProcess;
  /** Grows with each line that the study prints. */
  lines(): number;
  isDone(): boolean;
  readonly closed: Promise<unknown>;
}

function start(folder: string, name: string, settings: ChaosSettings, seen: Seen): Run {
  const child = spawn(process.execPath, [script, folder, name, JSON.stringify(settings)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    // Workers that are killed one by one need a study that lasts.
    env: { ...process.env, CHAOS_EPOCH_MS: settings.place === 'child' ? '80' : '1' },
  });
  let lines = 0;
  let done = false;
  let rest = '';
  child.stdout.on('data', (chunk) => {
    const parts = `${rest}${chunk}`.split('\n');
    // A line that was cut off by the kill tells nothing.
    rest = parts.pop() ?? '';
    for (const line of parts) {
      lines++;
      const event: StudyEvent | { readonly type: 'done' } = JSON.parse(line);
      if (event.type === 'done') done = true;
      if (event.type === 'trial-finished') seen.finished.set(event.trial.number, event.trial.state);
      if (event.type === 'trial-reported') seen.reports.add(reportKey(event.trialNumber, event.report));
    }
  });
  return { process: child, lines: () => lines, isDone: () => done, closed: once(child, 'close') };
}

function reportKey(trialNumber: number, { step, loss }: { readonly step: number; readonly loss: number }): string {
  return `${trialNumber} ${step} ${loss}`;
}

async function ended(run: Run): Promise<boolean> {
  await run.closed;
  if (!run.isDone()) throw new Error(`A study ended with ${run.process.exitCode ?? run.process.signalCode}, by itself`);
  return true;
}

/** One time in five while it starts, else some lines later: right then, in the middle of a commit, or a moment after it. */
async function killedAtRandom(run: Run, rng: Rng): Promise<boolean> {
  if (rng.next() < 0.2) await Promise.race([run.closed, wait(rng.next() * 800)]);
  else {
    const lines = run.lines() + uniformInt(rng, 1, 60);
    while (run.lines() < lines && run.process.exitCode === null) await Promise.race([run.closed, wait(1)]);
    if (rng.next() < 0.5) await Promise.race([run.closed, wait(rng.next() * 5)]);
  }
  run.process.kill('SIGKILL');
  await run.closed;
  return run.isDone();
}

/** Kills or stops some children of the process. @returns how many */
async function tormentWorkers(run: Run, rng: Rng): Promise<number> {
  let count = 0;
  for (let times = uniformInt(rng, 0, 3); times > 0; times--) {
    await Promise.race([run.closed, wait(400 + rng.next() * 400)]);
    const children = childrenOf(run.process.pid ?? 0);
    const victim = children[uniformInt(rng, 0, Math.max(0, children.length - 1))];
    if (victim === undefined) continue;
    try {
      process.kill(victim, rng.next() < 0.8 ? 'SIGKILL' : 'SIGSTOP');
      count++;
    } catch {
      // It had ended by itself.
    }
  }
  return count;
}

function childrenOf(pid: number): number[] {
  try {
    return execFileSync('pgrep', ['-P', String(pid)], { encoding: 'utf8' })
      .trim()
      .split('\n')
      .map(Number);
  } catch {
    // There are none.
    return [];
  }
}

/** It may be killed when all is done but for saying so. */
function isFinishedStudy(root: string): boolean {
  if (!existsSync(join(root, 'study.db'))) return false;
  const { store, close } = openStudy(root, { mode: 'read' });
  const status = store.status();
  close();
  return status === 'finished';
}

/** What was said to be committed and is not there. */
function losses(root: string, { finished, reports }: Seen): string[] {
  if (!existsSync(join(root, 'study.db'))) return finished.size === 0 ? [] : ['the study is gone'];
  const { store, close } = openStudy(root, { mode: 'read' });
  const trials = store.trials();
  const recorded = new Set(
    store.history().flatMap((event) => (event.type === 'trial-reported' ? [reportKey(event.trialNumber, event.report)] : [])),
  );
  close();
  return [
    ...[...finished].flatMap(([number, state]) =>
      trials[number]?.state === state || isPromoted(trials[number])
        ? []
        : [`trial ${number} was ${state}, is ${trials[number]?.state}`],
    ),
    ...[...reports].flatMap((report) => (recorded.has(report) ? [] : [`the report ${report} is lost`])),
  ];
}

/** A paused trial may have gone on since. */
function isPromoted(trial: Trial | undefined): boolean {
  return trial !== undefined && trial.attempt > 1;
}

async function complaintsAtTheEnd(folder: string, root: string, settings: ChaosSettings): Promise<string[]> {
  const trials = trialsOf(root);
  const stuck = trials.filter((trial) => !isFinished(trial)).map(({ number, state }) => `trial ${number} is stuck as ${state}`);
  const missing =
    trials.length === settings.trials ? [] : [`${settings.trials} trials were asked for, ${trials.length} are there`];
  const { difference } = replayStudy(root);
  const replayed = difference ? [`a replay differs: ${JSON.stringify(difference)}`] : [];
  return [...stuck, ...missing, ...replayed, ...(settings.workers === 1 ? await compared(folder, trials, settings) : [])];
}

/** With one slot a study that was killed has come to the same as one that was not. */
async function compared(folder: string, trials: readonly Trial[], settings: ChaosSettings): Promise<string[]> {
  await ended(start(folder, 'undisturbed', settings, { finished: new Map(), reports: new Set() }));
  const undisturbed = trialsOf(join(folder, 'undisturbed'));
  return undisturbed.flatMap((trial, number) =>
    isDeepStrictEqual(timeless(trial), timeless(trials[number])) ? [] : [`trial ${number} differs from the undisturbed one`],
  );
}

function trialsOf(root: string): Trial[] {
  const { store, close } = openStudy(root, { mode: 'read' });
  const trials = store.trials();
  close();
  return trials;
}

function timeless(trial: Trial | undefined): object {
  return { ...trial, startedAt: 0, finishedAt: 0, earlierMs: 0, attempt: 0 };
}
