import type { Key } from 'ink';
import type { DeviceReading } from '../core/device-reading.js';
import type { StudyEvent } from '../core/events.js';
import type { Steering } from '../core/steering.js';
import { objectivesOf } from '../core/study-spec.js';
import type { Trial } from '../core/trial.js';
import { App } from './app.js';
import { inAscii, showsUnicode } from './ascii.js';
import { rowsOf, updatedBoard } from './board.js';
import type { Effect } from './dialog.js';
import { drawingByLooks } from './drawn-lines.js';
import { holdOutput } from './held-output.js';
import { InkFrames } from './ink-frames.js';
import { actionOf } from './keys.js';
import type { Size } from './layout.js';
import type { Line } from './line.js';
import { paintOn } from './painter.js';
import { type Press, pressesOf } from './presses.js';
import { reduceView } from './reduce-view.js';
import { screenLines } from './screen.js';
import { SUMMARY_ROWS, summaryLines } from './summary.js';
import { layoutOf } from './view-layout.js';
import { type Action, initialView, openedTrials, selectedTrial, type ViewState, wholeOf } from './view-state.js';

/** Frames are drawn no more often than this, because the cores belong to the trials; keys are answered at once. */
const FRAME_MS = 200;
/** The clock on the screen shows seconds. */
const TICK_MS = 1000;
/** Devices are read this often, and only while they are looked at. */
const DEVICES_MS = 2000;

/** One study to show, and what its view may ask for. */
interface ShownStudy {
  /** Left out: the study cannot be steered. */
  readonly steering?: Steering;
  /** The last lines of a trial's log. */
  readonly readLog?: (trialNumber: number) => readonly string[];
  /** A trial with all its reports, where events tell only their outline. */
  readonly readTrial?: (trialNumber: number) => Trial | undefined;
}

export interface TerminalUiOptions {
  /** The user wants the study to stop, or to leave those that are watched. Called again for every Ctrl-C after the first. */
  readonly onQuit: () => void;
  /** Left out: one of which nothing can be asked. */
  readonly studies?: readonly ShownStudy[];
  /** The studies are another process's. */
  readonly watches?: boolean;
  readonly readDevices?: () => Promise<readonly DeviceReading[]>;
  /** The process's own unless given. */
  readonly stdin?: NodeJS.ReadStream;
  readonly stdout?: NodeJS.WriteStream;
  readonly now?: () => number;
}

export interface TerminalUi {
  /** `study`: of several the index. */
  emit(event: StudyEvent, study?: number): void;
  /** Gives the terminal back; the best rows and the result stay on it. */
  done(): Promise<void>;
}

/** The live view of one study or several: takes the terminal over until `done`, or until the process ends. */
export function startTerminalUi(options: TerminalUiOptions): TerminalUi {
  const { onQuit, watches = false, readDevices, stdin = process.stdin, stdout = process.stdout, now = Date.now } = options;
  const studies = [...(options.studies ?? [{}])];
  const views: ViewState[] = studies.map(({ steering }, i) =>
    initialView(sizeOf(stdout), now(), {
      ...{ watches, steers: steering !== undefined },
      ...(studies.length > 1 && { among: [i + 1, studies.length] as const }),
    }),
  );
  let current = 0;
  let pending: NodeJS.Timeout | undefined;
  let devicesReadAt = Number.NEGATIVE_INFINITY;

  const painter = paintOn(stdout);
  const releaseOutput = holdOutput([stdout, process.stderr].filter((stream) => stream.isTTY));
  const shown = () => views[current] as ViewState;
  const dispatch = (action: Action, study = current) => {
    views[study] = reduceView(views[study] as ViewState, action);
  };
  const onInput = (input: string, key: Key) => {
    for (const press of pressesOf(input, key)) onPress(press);
  };
  const onPress = (press: Press) => {
    const hadMessage = shown().message !== undefined;
    if (hadMessage) dispatch({ type: 'untold' });
    const turn = shown().dialog === undefined ? { '[': -1, ']': 1 }[press.name] : undefined;
    if (turn !== undefined && views.length > 1) {
      current = (current + turn + views.length) % views.length;
      dispatch({ type: 'resized', size: sizeOf(stdout) });
    }
    const action = actionOf(press, shown());
    if (action) dispatch(action);
    if (action || turn !== undefined || hadMessage) draw();
    perform();
  };
  const perform = () => {
    const { outbox } = shown();
    if (outbox.length === 0) return;
    dispatch({ type: 'sent' });
    for (const effect of outbox) onEffect(effect, current);
  };
  const onEffect = (effect: Effect, study: number) => {
    if (effect.type === 'quit') onQuit();
    else if (effect.type === 'copy') painter.copy(effect.text);
    else void steer(effect.request, study);
  };
  const steer = async (request: Extract<Effect, { type: 'steer' }>['request'], study: number) => {
    const answer = await studies[study]?.steering?.submit(request).catch((error: unknown) => ({
      outcome: 'refused' as const,
      message: error instanceof Error ? error.message : String(error),
    }));
    if (answer === undefined) return;
    dispatch({ type: 'told', text: answer.message, tone: answer.outcome === 'refused' ? 'warning' : 'best' }, study);
    draw();
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
    look();
    painter.paint(drawLines(screenLines(shown())).join('\n'));
  };
  /** Reads what is only read while someone looks at it. */
  const look = () => {
    const { pane } = shown();
    const trial = selectedTrial(shown());
    const { readLog, readTrial } = studies[current] ?? {};
    const outlined = openedTrials(shown()).filter(({ outline }) => outline);
    if (readTrial && outlined.some((each) => wholeOf(shown(), each) === each)) {
      const trials = outlined.map(({ number }) => readTrial(number)).filter((each) => each !== undefined);
      dispatch({ type: 'trials-opened', trials });
    }
    if (pane === 'trial' && trial && readLog) {
      dispatch({ type: 'log-read', trialNumber: trial.number, lines: readLog(trial.number) });
    }
    if (pane === 'devices' && readDevices && now() - devicesReadAt >= DEVICES_MS) {
      devicesReadAt = now();
      const study = current;
      void readDevices().then((readings) => {
        dispatch({ type: 'devices-read', readings }, study);
        pending ??= setTimeout(draw, FRAME_MS);
      });
    }
  };
  const resized = () => {
    for (const study of views.keys()) dispatch({ type: 'resized', size: sizeOf(stdout) }, study);
    painter.forget();
    draw();
  };

  const app = (lines: readonly Line[]) => <App lines={lines} width={layoutOf(shown()).width} onKey={onInput} onLeave={leave} />;
  const frames = new InkFrames(stdout);
  const ink = frames.start(app([]), stdin);
  const inked = (lines: readonly Line[]) => {
    ink.rerender(app(lines));
    return frames.last.split('\n');
  };
  const drawLines = drawingByLooks(inked);
  draw();
  const ticking = setInterval(draw, TICK_MS);
  stdout.on('resize', resized);

  return {
    emit(event, study = 0) {
      dispatch({ type: 'event', event }, study);
      pending ??= setTimeout(draw, FRAME_MS);
    },
    async done() {
      clearTimeout(pending);
      const ended = ink.waitUntilExit();
      ink.unmount();
      await ended;
      for (const { study, board } of views) {
        const objectives = study.overview ? objectivesOf(study.overview) : [];
        const all = updatedBoard(board, study.trials, {}, objectives);
        const lines = summaryLines(study, rowsOf(all, 0, SUMMARY_ROWS), sizeOf(stdout).columns);
        const text = lines.map((line) => `${line}\n`).join('');
        if (text !== '') stdout.write(showsUnicode() ? text : inAscii(text));
      }
    },
  };
}

function sizeOf(stdout: NodeJS.WriteStream): Size {
  return { columns: stdout.columns || 80, rows: stdout.rows || 24 };
}
