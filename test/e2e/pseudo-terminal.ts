import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { join } from 'node:path';
import { VirtualTerminal } from '../tui/virtual-terminal.js';
import { root } from './command-line.js';

/**
 * A program of Python's standard library that runs a command in a pseudo-terminal and passes on what goes in and out. Python is
 * there: SQLite is compiled with it where no prebuilt binary can be had.
 */
const bridge = `
import fcntl, os, pty, select, struct, sys, termios
pid, terminal = pty.fork()
if pid == 0:
    os.execvp(sys.argv[3], sys.argv[3:])
fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack('HHHH', int(sys.argv[2]), int(sys.argv[1]), 0, 0))
while True:
    ready, _, _ = select.select([terminal, 0], [], [])
    try:
        if terminal in ready:
            data = os.read(terminal, 65536)
            if not data: break
            os.write(1, data)
        if 0 in ready:
            os.write(terminal, os.read(0, 65536))
    except OSError:
        break
_, status = os.waitpid(pid, 0)
sys.exit(os.waitstatus_to_exitcode(status))
`;

const patienceMs = 20_000;

// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what is read here.
const wholeSequence = /^\u001b(\[[?\d;]*[a-zA-Z]|\][^\u0007]*\u0007)/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the weight of letters, at which nobody looks here.
const weights = /\u001b\[[\d;]*m/g;

/** The built command line in a terminal of 80 columns and 24 rows, without colours. */
export class PseudoTerminal {
  readonly ended: Promise<number | null>;
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #screen = new VirtualTerminal(80, 24);
  /** What came of a character or a sequence that has not come whole. */
  #rest = '';

  constructor(args: readonly string[], folder: string) {
    const { CI: _, ...environment } = process.env;
    const command = [process.execPath, join(root, 'dist/cli/main.js'), ...args];
    this.#child = spawn('python3', ['-c', bridge, '80', '24', ...command], {
      cwd: folder,
      env: { ...environment, NO_COLOR: '1', TERM: 'xterm' },
    });
    const decoder = new TextDecoder();
    this.#child.stdout.on('data', (data: Buffer) => this.#show(decoder.decode(data, { stream: true })));
    this.ended = new Promise((resolve) => this.#child.on('close', resolve));
  }

  get screen(): string {
    return this.#screen.screen();
  }

  /** What is left after the view has gone. */
  get scrollback(): string {
    return this.#screen.normal();
  }

  press(keys: string): void {
    this.#child.stdin.write(keys);
  }

  /** Resolves once the screen shows the text. */
  async shows(text: string | RegExp): Promise<void> {
    const until = Date.now() + patienceMs;
    while (typeof text === 'string' ? !this.screen.includes(text) : !text.test(this.screen)) {
      if (Date.now() > until) throw new Error(`Expected ${text} on the screen, got:\n${this.screen}`);
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
  }

  kill(): void {
    this.#child.kill();
  }

  #show(data: string): void {
    const text = this.#rest + data;
    // A sequence may come in two pieces.
    const cut = text.lastIndexOf('\u001b');
    const isWhole = cut < 0 || wholeSequence.test(text.slice(cut));
    this.#rest = isWhole ? '' : text.slice(cut);
    // A pseudo-terminal ends lines with two characters.
    const shown = (isWhole ? text : text.slice(0, cut)).replace(weights, '').replaceAll('\r\n', '\n');
    if (shown !== '') this.#screen.write(shown);
  }
}
