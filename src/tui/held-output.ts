/** How many writes are kept: what is held back must not fill the memory of a study that runs for days. */
const KEPT_WRITES = 1000;

type Write = NodeJS.WriteStream['write'];

/**
 * While the view owns the terminal, whatever else is written to it (a warning, the `console.log` of a user's trial) would tear
 * the picture. The streams' writes are held back until the returned function lets the last ones through.
 */
export function holdOutput(streams: readonly NodeJS.WriteStream[]): () => void {
  const held: (() => void)[] = [];
  const originals = streams.map((stream) => stream.write);
  for (const stream of streams) {
    const original = stream.write;
    stream.write = ((chunk: string | Uint8Array, ...rest: unknown[]) => {
      held.push(() => original.call(stream, chunk));
      if (held.length > KEPT_WRITES) held.shift();
      const callback = rest.at(-1);
      if (typeof callback === 'function') queueMicrotask(() => callback());
      return true;
    }) as Write;
  }
  return () => {
    for (const [i, stream] of streams.entries()) stream.write = originals[i] as Write;
    for (const write of held.splice(0)) write();
  };
}
