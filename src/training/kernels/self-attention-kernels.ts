import type { tf } from '../tf.js';
import type { Heap } from './heap.js';
import { registerWasmKernel } from './registration.js';

/** Without `dropped`: nothing is dropped out. */
interface Inputs extends Record<string, tf.TensorInfo> {
  readonly qkv: tf.TensorInfo;
  readonly mask: tf.TensorInfo;
}

interface Attributes {
  readonly heads: number;
}

/** The address that stands for no factors. */
const NONE = 0;

/** SelfAttention and SelfAttentionGradient, which self-attention.ts runs where they are registered. */
export function registerSelfAttention(heap: Heap): void {
  const sizes = ({ qkv, dropped }: Inputs, { heads }: Attributes) => {
    const [batch, time, all] = qkv.shape as [number, number, number];
    const width = all / 3 / heads;
    const scratch = heap.scratch(heap.kernels.attentionScratchBytes(time, width));
    return { batch, time, width, scratch, factors: dropped === undefined ? NONE : heap.address(dropped) };
  };

  registerWasmKernel<Inputs, Attributes>('SelfAttention', ({ inputs, attributes }) => {
    const { heads } = attributes;
    const { batch, time, width, scratch, factors } = sizes(inputs, attributes);
    const y = heap.output([batch, time, heads * width]);
    const [qkv, mask] = [heap.address(inputs.qkv), heap.address(inputs.mask)];
    heap.kernels.attention(qkv, mask, factors, batch, time, heads, width, heap.address(y), scratch);
    return y;
  });

  registerWasmKernel<Inputs & { dy: tf.TensorInfo }, Attributes>('SelfAttentionGradient', ({ inputs, attributes }) => {
    const { heads } = attributes;
    const { batch, time, width, scratch, factors } = sizes(inputs, attributes);
    const dQkv = heap.output(inputs.qkv.shape);
    const [qkv, mask, dy] = [heap.address(inputs.qkv), heap.address(inputs.mask), heap.address(inputs.dy)];
    heap.kernels.attentionGradient(qkv, mask, factors, dy, batch, time, heads, width, heap.address(dQkv), scratch);
    return dQkv;
  });
}
