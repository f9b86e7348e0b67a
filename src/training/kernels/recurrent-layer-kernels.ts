import type { tf } from '../tf.js';
import type { Heap } from './heap.js';
import type { Address } from './module.js';
import { registerWasmKernel } from './registration.js';

/** Float32: x [batch, time, width], kernel [width, columns], recurrentKernel [units, columns], mask [batch, time]. */
interface LayerInputs extends Record<string, tf.TensorInfo> {
  readonly x: tf.TensorInfo;
  readonly kernel: tf.TensorInfo;
  readonly recurrentKernel: tf.TensorInfo;
  readonly mask: tf.TensorInfo;
}

/** What a layer leaves: hidden [batch, time, units] and the cells that the way back needs. */
interface LayerOutputs extends Record<string, tf.TensorInfo> {
  readonly hidden: tf.TensorInfo;
  readonly cells: tf.TensorInfo;
}

type ForwardInputs = LayerInputs & { readonly bias: tf.TensorInfo };
type GradientInputs = LayerInputs & LayerOutputs & { readonly dy: tf.TensorInfo };

interface ForwardAttributes {
  /** From the last step to the first. */
  readonly backward: boolean;
  /** Without the cells of every step there is no way back, but much less memory is needed. */
  readonly keepsCells: boolean;
}

interface GradientAttributes {
  readonly backward: boolean;
  readonly biasShape: number[];
}

/** What the assembly of a kind of layer is called and keeps. */
interface LayerExports {
  readonly exports: 'lstm' | 'gru';
  /** The numbers that a cell keeps of each unit. */
  readonly kept: number;
  /** 2: the gates' gradients are not the same on the side of x and on the side of the state before. */
  readonly sides: number;
}

const FIELDS = 13;
const INT32_BYTES = 4;

/** LstmLayer and GruLayer with their gradients, which recurrent-layer.ts runs where they are registered. */
export function registerRecurrentLayers(heap: Heap): void {
  registerLayer(heap, 'LstmLayer', { exports: 'lstm', kept: 6, sides: 1 });
  registerLayer(heap, 'GruLayer', { exports: 'gru', kept: 4, sides: 2 });
}

function registerLayer(heap: Heap, kernelName: string, { exports, kept, sides }: LayerExports): void {
  const { kernels, address } = heap;
  const fields = heap.allocate(FIELDS * INT32_BYTES);

  registerWasmKernel<ForwardInputs, ForwardAttributes>(kernelName, ({ inputs, attributes: { backward, keepsCells } }) => {
    const { batch, time, units } = sizes(inputs);
    const hidden = heap.output([batch, time, units]);
    const cells = heap.output([keepsCells ? time : 1, batch, kept * units]);
    const layer = describe({ ...inputs, hidden, cells }, backward, keepsCells, address(inputs.bias));
    kernels[exports](layer, heap.scratch(kernels[`${exports}ScratchBytes`](layer) >>> 0));
    return [hidden, cells];
  });

  registerWasmKernel<GradientInputs, GradientAttributes>(`${kernelName}Gradient`, ({ inputs, attributes }) => {
    const { x, kernel, recurrentKernel, dy } = inputs;
    const { batch, time } = sizes(inputs);
    const dGates = heap.output([sides, time, batch, kernel.shape[1] as number]);
    const gradients = [x.shape, kernel.shape, recurrentKernel.shape, attributes.biasShape].map((shape) => heap.output(shape));
    const [dx, dKernel, dRecurrentKernel, dBias] = gradients.map(address) as [Address, Address, Address, Address];
    const layer = describe(inputs, attributes.backward, true, 0);
    const scratch = heap.scratch(kernels[`${exports}GradientScratchBytes`](layer) >>> 0);
    kernels[`${exports}Gradient`](layer, address(dy), dx, dKernel, dRecurrentKernel, dBias, address(dGates), scratch);
    heap.backend.disposeData(dGates.dataId);
    return gradients;
  });

  /** Writes the fields of `RecurrentLayer` (assembly/recurrent-layer.ts) one after the other, always to the same place. */
  function describe(tensors: LayerInputs & LayerOutputs, backward: boolean, keepsCells: boolean, bias: Address): Address {
    const { batch, time, width, units } = sizes(tensors);
    const shape = [batch, time, width, units, Number(backward), Number(keepsCells)];
    const weights = [tensors.x, tensors.kernel, tensors.recurrentKernel].map(address);
    const states = [tensors.mask, tensors.hidden, tensors.cells].map(address);
    new Int32Array(heap.memory.buffer, fields, FIELDS).set([...shape, ...weights, bias, ...states]);
    return fields;
  }
}

function sizes({ x, recurrentKernel }: LayerInputs) {
  const [batch, time, width] = x.shape as [number, number, number];
  return { batch, time, width, units: recurrentKernel.shape[0] as number };
}
