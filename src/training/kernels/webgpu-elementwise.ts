import type { WebGPUBackend, WebGPUProgram, webgpu_util } from '@tensorflow/tfjs-backend-webgpu';
import type { tf } from '../tf.js';

/** A shader that computes an element of its result from the same elements of its inputs and of the result itself. */
interface Elementwise {
  /** In WGSL, of `result[i]`, the inputs `A[i]`, `B[i]` and `C[i]`, and the numbers. */
  readonly expression: string;
  readonly inputs: readonly tf.TensorInfo[];
  /** Constants of this call; another value needs no other shader. */
  readonly numbers: Readonly<Record<string, number>>;
}

/** Runs such shaders on a backend. `output`: a tensor to write over; left out: a new one. All are float32 and of one shape. */
export type RunElementwise = (shader: Elementwise, output?: tf.TensorInfo) => tf.TensorInfo;

/** @param util of the package of the backend, which only WebGPU loads */
export function elementwiseOn(backend: WebGPUBackend, util: typeof webgpu_util): RunElementwise {
  return (shader, output) => {
    const [{ shape }] = shader.inputs as [tf.TensorInfo];
    const uniforms = Object.values(shader.numbers).map((number) => ({ type: 'float32', data: [number] }));
    return backend.runWebGPUProgram(programOf(shader, shape, util), [...shader.inputs], 'float32', uniforms, output);
  };
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
