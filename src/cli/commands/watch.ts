import { once } from 'node:events';
import { basename } from 'node:path';
import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises';
import { UsageError } from '../../core/errors.js';
import type { StudyEvent } from '../../core/events.js';
import { remoteSteering } from '../../session/remote-steering.js';
import { studyReference, studyRoot } from '../../session/study-root.js';
import { StudyWatch } from '../../session/study-watch.js';
import { listStudies } from '../../storage/studies.js';
import { studyFolder } from '../../storage/study-folder.js';
import { exitCodes } from '../ending.js';
import { logTail } from '../log-tail.js';
import { isForTerminal, type ViewOptions } from '../view.js';

/** How often to look whether something was committed. */
const lookEveryMs = 250;
/** A look that takes long, at a study of very many trials, is followed by so many times as long a rest: a twentieth of a core. */
const restFactor = 20;

interface WatchOptions extends ViewOptions {
  readonly results: string;
}

/** Shows studies that other processes run, or that have ended, until the user leaves or, without a terminal, until all have ended. */
export async function watch(names: readonly string[], options: WatchOptions): Promise<number> {
  const roots = (names.length > 0 ? names : runningStudies(options.results)).map((name) => studyRoot(name, options.results));
  const leaving = new AbortController();
  const leave = () => leaving.abort();
  process.once('SIGINT', leave).once('SIGTERM', leave).once('SIGHUP', leave);
  if (isForTerminal(options)) await onTerminal(roots, options.results, leaving);
  else await printed(roots, options, leaving.signal);
  return exitCodes.done;
}

async function onTerminal(roots: readonly string[], results: string, leaving: AbortController): Promise<void> {
  const { startTerminalUi } = await import('../../tui/start.js');
  const { deviceReader } = await import('../../execution/device-readings.js');
  // What cannot be read is said before the terminal is taken over.
  for (const root of roots) new StudyWatch(root, () => {}).close();
  let watches: readonly StudyWatch[] = [];
  const view = startTerminalUi({
    watches: true,
    onQuit: () => leaving.abort(),
    readDevices: deviceReader(),
    studies: roots.map((root, i) => {
      const { logFile } = studyFolder(root);
      return {
        steering: remoteSteering(root, studyReference(root, results)),
        readLog: (trial: number) => logTail(logFile(trial)),
        readTrial: (trial: number) => watches[i]?.trial(trial),
      };
    }),
  });
  try {
    watches = roots.map((root, i) => new StudyWatch(root, (event) => view.emit(event, i), { outlined: true }));
    await Promise.all(watches.map((watched) => followed(watched, leaving.signal)));
  } finally {
    await view.done();
  }
}

async function printed(roots: readonly string[], { json }: WatchOptions, signal: AbortSignal): Promise<void> {
  const { jsonLine } = await import('../../tui/json-lines.js');
  const { plainLines } = await import('../../tui/plain.js');
  const several = roots.length > 1;
  const watches = roots.map((root) => {
    const name = basename(root);
    const textOf = plainLines();
    const lineOf = (event: StudyEvent) => {
      if (json) return several ? JSON.stringify({ watched: name, ...event }) : jsonLine(event);
      const text = textOf(event);
      return text === undefined || !several ? text : `${name}: ${text}`;
    };
    const print = (event: StudyEvent) => {
      const line = lineOf(event);
      if (line !== undefined) process.stdout.write(`${line}\n`);
    };
    return new StudyWatch(root, print, { outlined: !json });
  });
  await Promise.all(watches.map((watched) => followed(watched, signal, 'until its end')));
}

/** Looks again and again, until the signal or, if so asked, until the study has ended. */
async function followed(watched: StudyWatch, signal: AbortSignal, until?: 'until its end'): Promise<void> {
  try {
    while (!signal.aborted) {
      const from = performance.now();
      const standing = watched.look();
      if (standing === 'ended' && until) return;
      if (standing === 'reading') {
        // Frames are drawn and keys answered in between, and what was printed is read.
        await turn();
        if (process.stdout.writableNeedDrain) await once(process.stdout, 'drain', { signal }).catch(() => {});
        continue;
      }
      const rest = Math.max(lookEveryMs, restFactor * (performance.now() - from));
      await wait(rest, undefined, { signal }).catch(() => {});
    }
  } finally {
    watched.close();
  }
}

function runningStudies(results: string): string[] {
  const running = listStudies(results, () => {}).filter(({ status }) => status === 'running');
  if (running.length > 0) return running.map(({ name }) => name);
  throw new UsageError(`No study of ${results} runs now. Name one to see how it was: \`hypersweep list\` has them all`);
}
