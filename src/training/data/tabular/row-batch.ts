import type { EncodedRows } from './table-encoder.js';

/** Some rows of a table, as a model is given them. */
export interface RowBatch {
  readonly size: number;
  /** [size, width] */
  readonly dense: Float32Array;
  /** [size, embedded columns] */
  readonly ids: Int32Array;
}

/** A copy of the rows at `indices`, in that order. */
export function rowBatch({ count, dense, ids }: EncodedRows, indices: readonly number[]): RowBatch {
  const width = dense.length / count;
  const embedded = ids.length / count;
  const batch = {
    size: indices.length,
    dense: new Float32Array(indices.length * width),
    ids: new Int32Array(indices.length * embedded),
  };
  indices.forEach((index, row) => {
    batch.dense.set(dense.subarray(index * width, (index + 1) * width), row * width);
    batch.ids.set(ids.subarray(index * embedded, (index + 1) * embedded), row * embedded);
  });
  return batch;
}
