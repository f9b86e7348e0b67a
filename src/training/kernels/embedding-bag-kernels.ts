import type { tf } from '../tf.js';
import type { Heap } from './heap.js';
import { registerWasmKernel } from './registration.js';

/** EmbeddingBag and EmbeddingBagGradient, which embedding-bag.ts runs where they are registered. */
export function registerEmbeddingBag(heap: Heap): void {
  registerWasmKernel<{ table: tf.TensorInfo; ids: tf.TensorInfo }>('EmbeddingBag', ({ inputs: { table, ids } }) => {
    const [rows, width] = table.shape as [number, number];
    const [batch, length] = ids.shape as [number, number];
    const means = heap.output([batch, width]);
    const [tableAddress, idsAddress, target] = [heap.address(table), heap.address(ids), heap.address(means)];
    const stray = heap.kernels.embeddingBag(tableAddress, rows, width, idsAddress, batch, length, target);
    if (stray < 0) return means;
    const found = heap.backend.typedArrayFromHeap(ids)[stray];
    heap.backend.disposeData(means.dataId);
    throw new Error(`Expected the ids of an embedding bag to be below the table's ${rows} rows, got ${found}`);
  });

  registerWasmKernel<{ dy: tf.TensorInfo; ids: tf.TensorInfo }, { readonly rows: number }>(
    'EmbeddingBagGradient',
    ({ inputs: { dy, ids }, attributes: { rows } }) => {
      const [batch, length] = ids.shape as [number, number];
      const width = dy.shape[1] as number;
      const gradient = heap.zeros([rows, width]);
      const [dyAddress, idsAddress, target] = [heap.address(dy), heap.address(ids), heap.address(gradient)];
      heap.kernels.embeddingBagGradient(dyAddress, idsAddress, batch, length, width, target);
      return gradient;
    },
  );
}
