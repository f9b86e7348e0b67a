import { expect, it } from 'vitest';
import { inTurns } from '../../src/execution/in-turns.js';

function busyFor(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}

it('takes a single message at once', () => {
  const taken: number[] = [];
  inTurns((message: number) => taken.push(message))(1);
  expect(taken).toEqual([1]);
});

it('takes all in their order, and lets a timer in between', async () => {
  const taken: number[] = [];
  const take = inTurns((message: number) => {
    busyFor(1);
    taken.push(message);
  });
  for (let message = 0; message < 100; message++) take(message);
  const takenByThen = await new Promise<number>((resolve) => setTimeout(() => resolve(taken.length), 5));
  expect(takenByThen).toBeLessThan(50);
  while (taken.length < 100) await new Promise((resolve) => setImmediate(resolve));
  expect(taken).toEqual(Array.from({ length: 100 }, (_, message) => message));
});
