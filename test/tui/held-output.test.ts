import { Writable } from 'node:stream';
import { expect, it } from 'vitest';
import { holdOutput } from '../../src/tui/held-output.js';

function sink() {
  const chunks: string[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      chunks.push(String(chunk));
      done();
    },
  });
  return { chunks, stream: stream as unknown as NodeJS.WriteStream };
}

it('keeps what is written meanwhile, and lets it through in order afterwards', async () => {
  const [out, err] = [sink(), sink()];
  const release = holdOutput([out.stream, err.stream]);
  out.stream.write('a');
  err.stream.write('warning');
  await new Promise<void>((resolve) => out.stream.write('b', () => resolve()));
  expect([...out.chunks, ...err.chunks]).toEqual([]);
  release();
  expect(out.chunks).toEqual(['a', 'b']);
  expect(err.chunks).toEqual(['warning']);
  out.stream.write('c');
  expect(out.chunks).toEqual(['a', 'b', 'c']);
});

it('keeps the last thousand writes of a talkative trial', () => {
  const { chunks, stream } = sink();
  const release = holdOutput([stream]);
  for (let i = 0; i < 1500; i++) stream.write(`${i}`);
  release();
  expect(chunks).toHaveLength(1000);
  expect(chunks[0]).toBe('500');
});
