let receiver: (text: string) => void = () => {};

/**
 * From now on, what this worker prints (a user's `console.log`, a library's warning) goes to `receive` and not to the
 * terminal, where it would tear the leaderboard apart.
 */
export function outputGoesTo(receive: (text: string) => void): void {
  receiver = receive;
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
