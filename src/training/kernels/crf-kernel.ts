import type { tf } from '../tf.js';
import type { Heap } from './heap.js';
import { registerWasmKernel } from './registration.js';

interface CrfInputs extends Record<string, tf.TensorInfo> {
  readonly emissions: tf.TensorInfo;
  readonly transitions: tf.TensorInfo;
  readonly start: tf.TensorInfo;
  readonly end: tf.TensorInfo;
  readonly tags: tf.TensorInfo;
  readonly lengths: tf.TensorInfo;
}

/** CrfLoss, which crf.ts runs where it is registered: the loss, and its gradients in the order of the scores. */
export function registerCrf(heap: Heap): void {
  registerWasmKernel<CrfInputs>('CrfLoss', ({ inputs: { emissions, transitions, start, end, tags, lengths } }) => {
    const [batch, time, count] = emissions.shape as [number, number, number];
    const [loss, dEmissions] = [heap.output([]), heap.zeros(emissions.shape)];
    const [dTransitions, dStart, dEnd] = [heap.zeros(transitions.shape), heap.zeros(start.shape), heap.zeros(end.shape)];
    const scratch = heap.scratch(heap.kernels.crfScratchBytes(time, count));
    const [given, truth, sizes] = [heap.address(emissions), heap.address(tags), heap.address(lengths)];
    const [matrix, first, last] = [heap.address(transitions), heap.address(start), heap.address(end)];
    const gradients = [dEmissions, dTransitions, dStart, dEnd] as const;
    const [dGiven, dMatrix, dFirst, dLast] = gradients.map(heap.address) as [number, number, number, number];
    const sum = heap.kernels.crf(
      given,
      truth,
      sizes,
      matrix,
      first,
      last,
      batch,
      time,
      count,
      scratch,
      dGiven,
      dMatrix,
      dFirst,
      dLast,
    );
    heap.backend.typedArrayFromHeap(loss)[0] = sum;
    return [loss, ...gradients];
  });
}
