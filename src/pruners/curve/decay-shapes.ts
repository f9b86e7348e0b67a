/**
 * How a learning curve gets from its start to its end: shares of the way still to go, 1 at the first step and 0 at the last.
 * The families are those of Domhan et al. (2015, table 1) with their inner parameter on a coarse grid, each shifted and scaled
 * to [0, 1] over the run, so that what remains of a curve is linear: start and end.
 */
export interface DecayShape {
  readonly name: string;
  /** The share left at step `t` of a run of `steps` (1 <= t <= steps, steps > 1). */
  left(t: number, steps: number): number;
}

export const decayShapes: readonly DecayShape[] = [
  // It learns nothing, or nothing more: at its end from the first step on.
  { name: 'flat', left: () => 0 },
  // pow3: a t^-p. The log of the step is its limit for p -> 0.
  ...[0.25, 0.5, 1, 2].map((p) => falling(`power ${p}`, (t) => t ** -p)),
  falling('logarithm', (t) => -Math.log(t)),
  // exp3: a fall at a constant rate, its time constant a share of the run.
  ...[0.02, 0.05, 0.12, 0.3].map((share) => falling(`exponential ${share}`, (t, steps) => Math.exp(-t / (share * steps)))),
  // Weibull and Janoschek: a plateau, then a fall, then saturation.
  ...[0.1, 0.2, 0.4, 0.8].map((share) => falling(`sigmoid ${share}`, (t, steps) => Math.exp(-((t / (share * steps)) ** 3)))),
  // What a learning rate that decays to zero does at the end: nothing saturates before.
  falling('linear', (t) => -t),
  falling('late', (t, steps) => -((t / steps) ** 3)),
];

/** Shifts and scales a decreasing function to [0, 1] over the run. */
function falling(name: string, level: (t: number, steps: number) => number): DecayShape {
  return {
    name,
    left: (t, steps) => {
      const last = level(steps, steps);
      return (level(t, steps) - last) / (level(1, steps) - last);
    },
  };
}
