import { tf } from '../tf.js';
import type { Heap } from './heap.js';
import { registerWasmKernel } from './registration.js';

interface Attributes {
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

/** One side of a product: the floats of a stored row and of a whole matrix, and how many matrices there are. */
function describe(x: tf.TensorInfo) {
  const [rows, columns] = x.shape.slice(-2) as [number, number];
  const batchShape = x.shape.slice(0, -2);
  return { rows, columns, size: rows * columns, batchShape, batch: tf.util.sizeFromShape(batchShape) };
}

/** BatchMatMul: a (..., m, depth) times b (..., depth, n), either stored transposed, leading dimensions broadcast. */
export function registerMatrixProduct(heap: Heap): void {
  registerWasmKernel<{ a: tf.TensorInfo; b: tf.TensorInfo }, Attributes>('BatchMatMul', ({ inputs, attributes, stock }) => {
    if (inputs.a.dtype !== 'float32' || inputs.b.dtype !== 'float32') return stock();
    const { transposeA, transposeB } = attributes;
    const [a, b] = [describe(inputs.a), describe(inputs.b)];
    const [m, depth] = transposeA ? [a.columns, a.rows] : [a.rows, a.columns];
    const [depthOfB, n] = transposeB ? [b.columns, b.rows] : [b.rows, b.columns];
    if (depth !== depthOfB) {
      const sides = `[${inputs.a.shape}]${transposeA ? ' transposed' : ''} and [${inputs.b.shape}]${transposeB ? ' transposed' : ''}`;
      throw new Error(`Expected the inner dimensions of a matrix product to be equal, got ${depth} and ${depthOfB} of ${sides}`);
    }
    const batchShape = tf.backend_util.assertAndGetBroadcastShape(a.batchShape, b.batchShape);
    const batch = tf.util.sizeFromShape(batchShape);
    if (!isRepeated(a.batch, batch) || !isRepeated(b.batch, batch)) return stock();
    if (depth === 0) return heap.zeros([...batchShape, m, n]);

    const product = heap.output([...batchShape, m, n]);
    const scratch = heap.scratch(heap.kernels.gemmScratchBytes(n));
    const [flagA, flagB] = [Number(transposeA), Number(transposeB)];
    const [aAddress, bAddress, cAddress] = [heap.address(inputs.a), heap.address(inputs.b), heap.address(product)];
    if (b.batch === 1 && a.batch === batch && !transposeA) {
      // The batch shares one b, as a layer's weights: its rows form one tall matrix.
      heap.kernels.gemm(0, flagB, batch * m, n, depth, aAddress, depth, bAddress, b.columns, cAddress, 0, 0, scratch);
    } else {
      const [aStep, bStep] = [a.batch === 1 ? 0 : a.size, b.batch === 1 ? 0 : b.size];
      const [left, right] = [[aAddress, a.columns, aStep] as const, [bAddress, b.columns, bStep] as const];
      heap.kernels.gemmBatched(batch, flagA, flagB, m, n, depth, ...left, ...right, cAddress, scratch);
    }
    return product;
  });
}

/** Whether stepping through `own` matrices, or staying on the only one, gives the `all` of the broadcast batch in order. */
const isRepeated = (own: number, all: number) => own === 1 || own === all;
