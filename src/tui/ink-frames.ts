import { EventEmitter } from 'node:events';
import { type Instance, render } from 'ink';

/** What Ink draws, as text: in its debug mode it writes every frame as a whole, here into memory, and our painter shows it. */
export class InkFrames {
  /** The lines of the last frame. A frame like the one before is not written again. */
  last = '';
  readonly #stdout: NodeJS.WriteStream;

  constructor(stdout: NodeJS.WriteStream) {
    this.#stdout = stdout;
  }

  start(app: React.ReactNode, stdin: NodeJS.ReadStream): Instance {
    const write = (frame: string) => {
      this.last = frame;
      return true;
    };
    const frames = Object.assign(new EventEmitter(), { write });
    Object.defineProperty(frames, 'columns', { get: () => this.#stdout.columns || 80 });
    return render(app, {
      stdin,
      stdout: frames as unknown as NodeJS.WriteStream,
      debug: true,
      exitOnCtrlC: false,
      patchConsole: false,
    });
  }
}
