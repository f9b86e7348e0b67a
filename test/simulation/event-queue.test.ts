import fc from 'fast-check';
import { expect, it } from 'vitest';
import { EventQueue } from '../../src/simulation/event-queue.js';

it('gives events by time, and in the order of adding at the same time', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 9 })), (times) => {
      const queue = new EventQueue<number>();
      for (const [order, at] of times.entries()) queue.add(at, order);
      const expected = [...times.keys()].sort((a, b) => (times[a] as number) - (times[b] as number) || a - b);
      expect(expected.map(() => queue.next()?.event)).toEqual(expected);
      expect(queue.next()).toBeUndefined();
    }),
  );
});

it('takes events in between', () => {
  const queue = new EventQueue<string>();
  queue.add(3, 'c');
  queue.add(1, 'a');
  expect(queue.next()).toMatchObject({ at: 1, event: 'a' });
  queue.add(2, 'b');
  queue.add(3, 'd');
  expect([queue.next()?.event, queue.next()?.event, queue.next()?.event]).toEqual(['b', 'c', 'd']);
});
