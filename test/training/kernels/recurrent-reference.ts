// Recurrent layers by definition, in double precision, one sequence at a time and one unit at a time.

/** Nested arrays of one layer's weights: [width][columns], [units][columns], and the bias of each side, [columns] each. */
interface ReferenceWeights {
  readonly kernel: readonly number[][];
  readonly recurrentKernel: readonly number[][];
  readonly inputBias: readonly number[];
  readonly recurrentBias: readonly number[];
}

export interface ReferenceInputs extends ReferenceWeights {
  /** [batch][time][width] */
  readonly x: readonly number[][][];
  /** [batch][time] */
  readonly mask: readonly number[][];
}

interface State {
  readonly h: number[];
  readonly c: number[];
}

/** What one unit does: from the sums on the sides of x and of the state before, a number a gate. */
type Unit = (input: readonly number[], recurrent: readonly number[], h: number, c: number) => { h: number; c: number };

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

const lstmUnit: Unit = (input, recurrent, _h, cBefore) => {
  const [i, f, g, o] = input.map((sum, gate) => sum + (recurrent[gate] as number)) as [number, number, number, number];
  const c = sigmoid(f) * cBefore + sigmoid(i) * Math.tanh(g);
  return { h: sigmoid(o) * Math.tanh(c), c };
};

const gruUnit: Unit = (input, recurrent, hBefore) => {
  const [z, r, n] = input as [number, number, number];
  const [zh, rh, nh] = recurrent as [number, number, number];
  const update = sigmoid(z + zh);
  return { h: (1 - update) * Math.tanh(n + sigmoid(r + rh) * nh) + update * hBefore, c: 0 };
};

/** The hidden states [batch][time][units]. */
export function referenceLayer(cell: 'lstm' | 'gru', inputs: ReferenceInputs, direction: 'forward' | 'backward'): number[][][] {
  const unit = cell === 'lstm' ? lstmUnit : gruUnit;
  return inputs.x.map((sequence, b) => {
    const units = inputs.recurrentKernel.length;
    const times = direction === 'forward' ? [...sequence.keys()] : [...sequence.keys()].reverse();
    const hidden: number[][] = [];
    let state: State = { h: Array(units).fill(0), c: Array(units).fill(0) };
    for (const t of times) {
      if (inputs.mask[b]?.[t] !== 0) state = step(unit, inputs, sequence[t] as number[], state);
      hidden[t] = state.h;
    }
    return hidden;
  });
}

function step(unit: Unit, weights: ReferenceWeights, x: readonly number[], before: State): State {
  const units = before.h.length;
  const gates = weights.inputBias.length / units;
  const columnsOf = (u: number) => Array.from({ length: gates }, (_, gate) => gate * units + u);
  const after = before.h.map((h, u) => {
    const input = columnsOf(u).map((column) => product(x, weights.kernel, column) + (weights.inputBias[column] as number));
    const recurrent = columnsOf(u).map(
      (column) => product(before.h, weights.recurrentKernel, column) + (weights.recurrentBias[column] as number),
    );
    return unit(input, recurrent, h, before.c[u] as number);
  });
  return { h: after.map(({ h }) => h), c: after.map(({ c }) => c) };
}

const product = (row: readonly number[], matrix: readonly number[][], column: number) =>
  row.reduce((sum, value, k) => sum + value * ((matrix[k] as number[])[column] as number), 0);
