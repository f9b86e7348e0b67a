import { expect, it } from 'vitest';
import { createRng } from '../../../src/math/rng.js';
import { anyCell, cellOf, NearKernels } from '../../../src/samplers/tpe/near-kernels.js';

/** Kernels by their places along two columns; every ninth is wide along one of them. */
function kernelsOf(count: number, seed: number) {
  const rng = createRng(seed);
  const places = Array.from({ length: count }, () => [rng.next(), rng.next() < 0.1 ? 1 : rng.next() ** 2] as const);
  const isWide = (k: number, o: number) => k % 9 === 4 && o === k % 2;
  // Rows in another order than the kernels.
  const order = Int32Array.from({ length: count }, (_, k) => count - 1 - k);
  const cells = new Uint8Array(2 * count);
  places.forEach((place, k) => {
    for (const o of [0, 1]) cells[2 * (order[k] as number) + o] = isWide(k, o) ? anyCell : cellOf(place[o] as number);
  });
  return { places, isWide, order, cells };
}

it.each([0, 1, 31, 32, 33, 500])('finds all that are in reach along both columns, in order: of %d', (count) => {
  const near = new NearKernels([0, 2]);
  for (const seed of [1, 2]) {
    const { places, isWide, order, cells } = kernelsOf(count, seed);
    near.fit(order, cells);
    const rng = createRng(count + seed);
    for (let trial = 0; trial < 60; trial++) {
      const [a, b] = [rng.next(), rng.next()];
      // The column between counts for nothing here.
      const candidates = { count: 1, columns: 3, from: Float64Array.of(a, 7, b), to: Float64Array.of(a, 7, b + 0.05) };
      const reach = 0.2 * rng.next();
      const first = Math.floor(rng.next() * count);
      const end = first + Math.floor(rng.next() * (count - first + 1));
      const found = [...near.found.subarray(0, near.find(candidates, 0, reach, first, end))];
      const distanceOf = (k: number, o: 0 | 1) => {
        const place = (places[k] as readonly [number, number])[o];
        return isWide(k, o) ? 0 : Math.max(0, o === 0 ? Math.abs(place - a) : Math.max(b - place, place - b - 0.05));
      };
      const asked = places.map((_, k) => k).filter((k) => k >= first && k < end);
      const within = (margin: number) => asked.filter((k) => distanceOf(k, 0) <= margin && distanceOf(k, 1) <= margin);
      expect(found).toEqual(found.toSorted((x, y) => x - y));
      expect(found).toEqual(expect.arrayContaining(within(reach)));
      // And none that is farther away by more than a cell.
      expect(within(reach + 1 / anyCell)).toEqual(expect.arrayContaining(found));
    }
  }
});
