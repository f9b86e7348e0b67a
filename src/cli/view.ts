import type { StudyEvent } from '../core/events.js';

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

/** The live view needs a terminal on both ends; pipes, CI and `--plain` get lines. */
export async function openView({ json, plain }: ViewOptions, onQuit: () => void): Promise<View> {
  if (json) {
    const { jsonLine } = await import('../tui/json-lines.js');
    return printing(jsonLine);
  }
  if (plain || !process.stdout.isTTY || !process.stdin.isTTY || process.env.CI) {
    const { plainLines } = await import('../tui/plain.js');
    return printing(plainLines());
  }
  const { startTerminalUi } = await import('../tui/start.js');
  return startTerminalUi({ onQuit });
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
