import type { tf } from '../tf.js';
import type { Heap } from './heap.js';
import { registerWasmKernel } from './registration.js';

/** Without `dropped`: nothing is dropped out; without `probabilities`: they were not kept. */
interface Inputs extends Record<string, tf.TensorInfo> {
  readonly qkv: tf.TensorInfo;
  readonly mask: tf.TensorInfo;
}

interface Attributes {
  readonly heads: number;
}

/** The address that stands for what is not there. */
const NONE = 0;

/**
 * SelfAttention and SelfAttentionGradient, which self-attention.ts runs where they are registered. The first also gives the
 * probabilities, [batch, heads, time, time], where they take no more room than the queries, keys and values: else the other, which
 * is a third faster with them, computes them anew.
 */
export function registerSelfAttention(heap: Heap): void {
  const sizes = ({ qkv, dropped }: Inputs, { heads }: Attributes) => {
    const [batch, time, all] = qkv.shape as [number, number, number];
    const width = all / 3 / heads;
    const scratch = heap.scratch(heap.kernels.attentionScratchBytes(time, width));
    return { batch, time, width, scratch, factors: addressOf(dropped) };
  };
  const addressOf = (tensor: tf.TensorInfo | undefined) => (tensor === undefined ? NONE : heap.address(tensor));

  registerWasmKernel<Inputs, Attributes>('SelfAttention', ({ inputs, attributes }) => {
    const { heads } = attributes;
    const { batch, time, width, scratch, factors } = sizes(inputs, attributes);
    const y = heap.output([batch, time, heads * width]);
    const probabilities = time <= 3 * width ? heap.output([batch, heads, time, time]) : undefined;
    const [qkv, mask] = [heap.address(inputs.qkv), heap.address(inputs.mask)];
    const results = [heap.address(y), addressOf(probabilities)] as const;
    heap.kernels.attention(qkv, mask, factors, batch, time, heads, width, ...results, scratch);
    return probabilities === undefined ? [y] : [y, probabilities];
  });

  registerWasmKernel<Inputs & { dy: tf.TensorInfo }, Attributes>('SelfAttentionGradient', ({ inputs, attributes }) => {
    const { heads } = attributes;
    const { batch, time, width, scratch, factors } = sizes(inputs, attributes);
    const dQkv = heap.output(inputs.qkv.shape);
    const [qkv, mask, dy] = [heap.address(inputs.qkv), heap.address(inputs.mask), heap.address(inputs.dy)];
    const kept = addressOf(inputs.probabilities);
    heap.kernels.attentionGradient(qkv, mask, factors, kept, dy, batch, time, heads, width, heap.address(dQkv), scratch);
    return dQkv;
  });
}
