import type { StudyEvent } from '../core/events.js';
import type { Steering } from '../core/steering.js';
import { deviceReader } from '../execution/device-readings.js';
import { studyFolder } from '../storage/study-folder.js';
import { logTail } from './log-tail.js';

/** Where a run's events go: the live view, plain lines or JSON lines. */
export interface View {
  emit(event: StudyEvent): void;
  /** Resolves when the terminal is as it was. */
  done(): Promise<void>;
}

export interface ViewOptions {
  readonly json?: boolean;
  readonly plain?: boolean;
}

/** The live view needs a terminal on both ends that can move its cursor; others, pipes, CI and `--plain` get lines. */
export function isForTerminal({ json, plain }: ViewOptions): boolean {
  return (
    !json &&
    !plain &&
    process.stdout.isTTY === true &&
    process.stdin.isTTY === true &&
    !process.env.CI &&
    process.env.TERM !== 'dumb'
  );
}

/** The study that is shown. */
interface Shown {
  readonly root: string;
  readonly steering: Steering;
  /** The user wants it to stop. */
  readonly onQuit: () => void;
}

/** The view of a study that this process runs. */
export async function openView(options: ViewOptions, { root, steering, onQuit }: Shown): Promise<View> {
  if (options.json) {
    const { jsonLine } = await import('../tui/json-lines.js');
    return printing(jsonLine);
  }
  if (!isForTerminal(options)) {
    const { plainLines } = await import('../tui/plain.js');
    return printing(plainLines());
  }
  const { startTerminalUi } = await import('../tui/start.js');
  const { logFile } = studyFolder(root);
  const readLog = (trialNumber: number) => logTail(logFile(trialNumber));
  return startTerminalUi({ onQuit, studies: [{ steering, readLog }], readDevices: deviceReader() });
}

function printing(lineOf: (event: StudyEvent) => string | undefined): View {
  return {
    emit(event) {
      const line = lineOf(event);
      if (line !== undefined) process.stdout.write(`${line}\n`);
    },
    done: async () => {},
  };
}
