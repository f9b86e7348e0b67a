/** What a module printed as it was loaded before the first trial, which gets it. */
const held: string[] = [];
/** A module that prints without end must not fill the memory. */
const MOST_HELD = 1000;

let receiver = (text: string): void => {
  if (held.length < MOST_HELD) held.push(text);
};

/**
 * From now on, what this worker prints (a user's `console.log`, a library's warning) goes to `receive` and not to the
 * terminal, where it would tear the leaderboard apart.
 */
export function outputGoesTo(receive: (text: string) => void): void {
  receiver = receive;
  for (const text of held.splice(0)) receive(text);
}

/** Takes over the thread's standard streams. */
export function captureOutput(): void {
  process.stdout.write = capture;
  process.stderr.write = capture;
}

function capture(chunk: Uint8Array | string, ...rest: unknown[]): boolean {
  receiver(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString());
  // Both an encoding and a callback may follow.
  const written = rest.at(-1);
  if (typeof written === 'function') written();
  return true;
}
