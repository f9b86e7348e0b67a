/**
 * Minimises a smooth function within a box: limited-memory BFGS steps (Nocedal: Updating Quasi-Newton Matrices with Limited
 * Storage, 1980, https://doi.org/10.1090/S0025-5718-1980-0572855-7), projected onto the box. Variables at a bound that the
 * gradient pushes against stay there for the step (Bertsekas 1982, https://doi.org/10.1137/0320018).
 */
import { dot } from './linear-algebra.js';

/** Returns the value at `x` (d,) and writes the gradient there into `gradient` (d,). An infinite value marks a point as unusable. */
export type SmoothFunction = (x: Float64Array, gradient: Float64Array) => number;

export interface Box {
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

/** Pairs of steps and changes of the gradient that stand for the Hessian. */
const memory = 8;
/** Of Armijo's rule: the share of the decrease promised by the gradient that a step has to bring. */
const sufficient = 1e-4;
const halvings = 12;

/**
 * The best point found from `start` within `iterations` steps; it ends early where a step gains less than `tolerance`.
 * `firstStep` bounds the length of the first step, for which no curvature is known.
 */
export function minimize(
  f: SmoothFunction,
  start: Float64Array,
  { lower, upper }: Box,
  { iterations, tolerance, firstStep }: { iterations: number; tolerance: number; firstStep: number },
): { x: Float64Array; value: number } {
  const d = start.length;
  let x = start.map((v, i) => clamp(v, lower[i] as number, upper[i] as number));
  let gradient = new Float64Array(d);
  let value = f(x, gradient);
  const steps: Float64Array[] = [];
  const changes: Float64Array[] = [];
  for (let iteration = 0; iteration < iterations && Number.isFinite(value); iteration++) {
    const free = gradient.map((g, i) =>
      ((x[i] as number) <= (lower[i] as number) && g > 0) || ((x[i] as number) >= (upper[i] as number) && g < 0) ? 0 : g,
    );
    const length = Math.sqrt(dot(free, free));
    if (length === 0) break;
    let direction = quasiNewton(free, steps, changes);
    for (let i = 0; i < d; i++) if (free[i] === 0) direction[i] = 0;
    if (!(dot(direction, free) < 0)) {
      direction = free.map((g) => -g);
      steps.length = changes.length = 0;
    }
    let scale = steps.length === 0 ? Math.min(1, firstStep / Math.sqrt(dot(direction, direction))) : 1;
    let next = x;
    let nextGradient = gradient;
    let nextValue = Number.POSITIVE_INFINITY;
    let halving = 0;
    for (; halving < halvings; halving++, scale /= 2) {
      next = x.map((v, i) => clamp(v + scale * (direction[i] as number), lower[i] as number, upper[i] as number));
      nextGradient = new Float64Array(d);
      nextValue = f(next, nextGradient);
      const promised = next.reduce((sum, v, i) => sum + (v - (x[i] as number)) * (gradient[i] as number), 0);
      if (nextValue <= value + sufficient * promised) break;
    }
    if (halving === halvings) break;
    const step = next.map((v, i) => v - (x[i] as number));
    const change = nextGradient.map((g, i) => g - (gradient[i] as number));
    if (dot(step, change) > 1e-12 * dot(change, change)) {
      steps.push(step);
      changes.push(change);
      if (steps.length > memory) {
        steps.shift();
        changes.shift();
      }
    }
    const gained = value - nextValue;
    [x, gradient, value] = [next, nextGradient, nextValue];
    if (gained < tolerance) break;
  }
  return { x, value };
}

/** Minus the gradient times the inverse Hessian that the steps so far suggest (Nocedal's two-loop recursion). */
function quasiNewton(gradient: Float64Array, steps: readonly Float64Array[], changes: readonly Float64Array[]): Float64Array {
  const q = gradient.map((g) => -g);
  const shares: number[] = [];
  for (let k = steps.length - 1; k >= 0; k--) {
    const [s, y] = [steps[k] as Float64Array, changes[k] as Float64Array];
    const share = dot(s, q) / dot(s, y);
    shares[k] = share;
    for (let i = 0; i < q.length; i++) q[i] = (q[i] as number) - share * (y[i] as number);
  }
  const [last, lastChange] = [steps.at(-1), changes.at(-1)];
  if (last && lastChange) {
    const curvature = dot(last, lastChange) / dot(lastChange, lastChange);
    for (let i = 0; i < q.length; i++) q[i] = (q[i] as number) * curvature;
  }
  for (let k = 0; k < steps.length; k++) {
    const [s, y] = [steps[k] as Float64Array, changes[k] as Float64Array];
    const share = (shares[k] as number) - dot(y, q) / dot(s, y);
    for (let i = 0; i < q.length; i++) q[i] = (q[i] as number) + share * (s[i] as number);
  }
  return q;
}

function clamp(value: number, low: number, high: number): number {
  return value < low ? low : value > high ? high : value;
}
