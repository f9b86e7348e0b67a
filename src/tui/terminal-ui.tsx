import { EventEmitter } from 'node:events';
import { type Instance, type Key, render } from 'ink';
import type { StudyEvent } from '../core/events.js';
import { App } from './app.js';
import { holdOutput } from './held-output.js';
import { actionOf, pressesOf } from './keys.js';
import type { Size } from './layout.js';
import { type Painter, paintOn } from './painter.js';
import { summaryLines } from './summary.js';
import { type Action, initialView, reduceView } from './view-state.js';

/** Frames are drawn no more often than this, because the cores belong to the trials; keys are answered at once. */
const FRAME_MS = 200;
/** The clock on the screen shows seconds. */
const TICK_MS = 1000;

export interface TerminalUiOptions {
  /** The user wants the study to stop. Called again for every Ctrl-C after the first. */
  readonly onQuit: () => void;
  /** The process's own unless given. */
  readonly stdin?: NodeJS.ReadStream;
  readonly stdout?: NodeJS.WriteStream;
  readonly now?: () => number;
}

export interface TerminalUi {
  emit(event: StudyEvent): void;
  /** Gives the terminal back; the best rows and the result stay on it. */
  done(): Promise<void>;
}

/** The live view of a study: takes the terminal over until `done`, or until the process ends. */
export function startTerminalUi(options: TerminalUiOptions): TerminalUi {
  const { onQuit, stdin = process.stdin, stdout = process.stdout, now = Date.now } = options;
  let view = initialView(sizeOf(stdout), now());
  let pending: NodeJS.Timeout | undefined;

  const painter = paintOn(stdout);
  const releaseOutput = holdOutput([stdout, process.stderr].filter((stream) => stream.isTTY));
  const dispatch = (action: Action) => {
    view = reduceView(view, action);
  };
  const onInput = (input: string, key: Key) => {
    for (const press of pressesOf(input, key)) {
      const action = actionOf(...press, view);
      if (action === undefined) continue;
      dispatch(action);
      draw();
      if (action.type === 'stopped') onQuit();
    }
  };
  const leave = () => {
    clearInterval(ticking);
    clearTimeout(pending);
    stdout.off('resize', resized);
    painter.leave();
    releaseOutput();
  };
  const draw = () => {
    clearTimeout(pending);
    pending = undefined;
    dispatch({ type: 'refreshed', now: now() });
    ink.rerender(<App view={view} onKey={onInput} onLeave={leave} />);
  };
  const resized = () => {
    dispatch({ type: 'resized', size: sizeOf(stdout) });
    painter.forget();
    draw();
  };

  const ink: Instance = startInk(<App view={view} onKey={onInput} onLeave={leave} />, stdin, stdout, painter);
  const ticking = setInterval(draw, TICK_MS);
  stdout.on('resize', resized);

  return {
    emit(event) {
      dispatch({ type: 'event', event });
      pending ??= setTimeout(draw, FRAME_MS);
    },
    async done() {
      dispatch({ type: 'refreshed', now: now() });
      const ended = ink.waitUntilExit();
      ink.unmount();
      await ended;
      const lines = summaryLines(view.study, view.rows, sizeOf(stdout).columns);
      if (lines.length > 0) stdout.write(`${lines.join('\n')}\n`);
    },
  };
}

/** In its debug mode Ink writes every frame as a whole: the painter decides what of it is new. */
function startInk(app: React.ReactNode, stdin: NodeJS.ReadStream, stdout: NodeJS.WriteStream, painter: Painter): Instance {
  const frames = Object.assign(new EventEmitter(), { write: painter.paint });
  Object.defineProperty(frames, 'columns', { get: () => sizeOf(stdout).columns });
  return render(app, {
    stdin,
    stdout: frames as unknown as NodeJS.WriteStream,
    debug: true,
    exitOnCtrlC: false,
    patchConsole: false,
  });
}

function sizeOf(stdout: NodeJS.WriteStream): Size {
  return { columns: stdout.columns || 80, rows: stdout.rows || 24 };
}
