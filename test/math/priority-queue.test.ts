import fc from 'fast-check';
import { expect, it } from 'vitest';
import { PriorityQueue } from '../../src/math/priority-queue.js';

/** A number goes in, null takes one out. */
const steps = fc.array(fc.option(fc.integer({ min: 0, max: 9 }), { freq: 3 }));

it('gives out what is in it in order, whatever comes in between', () => {
  fc.assert(
    fc.property(steps, (script) => {
      const queue = new PriorityQueue<number>((a, b) => a < b);
      const inside: number[] = [];
      for (const step of script) {
        if (step !== null) {
          queue.add(step);
          inside.push(step);
        } else {
          inside.sort((a, b) => a - b);
          expect(queue.next()).toBe(inside.shift());
        }
      }
    }),
  );
});
