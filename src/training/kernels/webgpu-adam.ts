import type { WebGPUBackend, WebGPUProgram, webgpu_util } from '@tensorflow/tfjs-backend-webgpu';
import { tf } from '../tf.js';
import type { AdamAttributes } from './adam.js';

type AdamInputs = Record<'w' | 'g' | 'm' | 'v', tf.TensorInfo>;

/** A shader that computes an element of its result from the same elements of its inputs and of the result itself. */
interface Elementwise {
  /** In WGSL, of `result[i]`, the inputs `A[i]`, `B[i]` and so on, and the numbers. */
  readonly expression: string;
  readonly inputs: readonly tf.TensorInfo[];
  /** Constants of this call; another value needs no other shader. */
  readonly numbers: Readonly<Record<string, number>>;
}

/**
 * AdamUpdate on WebGPU: three shaders a weight in place of fifteen and of the constants between them, each of which is uploaded by
 * itself. As on WebAssembly it returns the new weights and writes the new moments over the old ones.
 */
export function registerWebGpuAdam(util: typeof webgpu_util): void {
  tf.registerKernel({
    kernelName: 'AdamUpdate',
    backendName: 'webgpu',
    kernelFunc({ inputs, attrs, backend }) {
      const { w, g, m, v } = inputs as AdamInputs;
      const { lr, b1, b2, eps, c1, c2, wd } = attrs as unknown as AdamAttributes;
      const run = (shader: Elementwise, output?: tf.TensorInfo) =>
        (backend as WebGPUBackend).runWebGPUProgram(
          programOf(shader, w.shape, util),
          [...shader.inputs],
          'float32',
          Object.values(shader.numbers).map((number) => ({ type: 'float32', data: [number] })),
          output,
        );
      run({ expression: 'b * result[i] + (1.0 - b) * A[i]', inputs: [g], numbers: { b: b1 } }, m);
      run({ expression: 'b * result[i] + (1.0 - b) * A[i] * A[i]', inputs: [g], numbers: { b: b2 } }, v);
      const expression = 'kept * A[i] - rate * B[i] / (sqrt(c * C[i]) + eps)';
      return run({ expression, inputs: [w, m, v], numbers: { kept: 1 - lr * wd, rate: lr * c1, c: c2, eps } });
    },
  });
}

function programOf({ expression, inputs, numbers }: Elementwise, shape: number[], util: typeof webgpu_util): WebGPUProgram {
  const names = Object.keys(numbers);
  const workgroupSize: [number, number, number] = [128, 1, 1];
  const dispatchLayout = util.flatDispatchLayout(shape);
  return {
    shaderKey: `hypersweep ${expression}`,
    variableNames: inputs.map((_, i) => 'ABC'.charAt(i)),
    outputShape: shape,
    size: true,
    uniforms: names.map((name) => `${name} : f32,`).join(' '),
    workgroupSize,
    dispatchLayout,
    dispatch: util.computeDispatch(dispatchLayout, shape, workgroupSize),
    getUserCode: () => `
      fn main(i : i32) {
        if (i >= uniforms.size) { return; }
        ${names.map((name) => `let ${name} = uniforms.${name};`).join('\n        ')}
        result[i] = ${expression};
      }`,
  };
}
