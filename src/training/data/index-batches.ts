import { type Rng, shuffled } from '../../math/rng.js';

/** The numbers from 0 to below `count`, in batches of `size`, the last one smaller where they do not divide. */
export function indexBatches(count: number, size: number): number[][] {
  return batchesOf(range(count), size);
}

/** The same in random order. */
export function shuffledIndexBatches(count: number, size: number, rng: Rng): number[][] {
  return batchesOf(shuffled(rng, range(count)), size);
}

function range(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}

function batchesOf(indices: readonly number[], size: number): number[][] {
  return Array.from({ length: Math.ceil(indices.length / size) }, (_, i) => indices.slice(i * size, (i + 1) * size));
}
