/**
 * How a trial says after which step it can go on: by a file or a folder of this name in its checkpoint folder. It is put there
 * whole, by renaming it, so that a kill while it is written leaves the one before.
 */
export function nameOfSavedStep(step: number): string {
  return `step-${step}`;
}

/** The step of such a name; undefined where it is another one. */
export function savedStepOf(name: string): number | undefined {
  const digits = /^step-([1-9]\d*)$/.exec(name)?.[1];
  return digits === undefined ? undefined : Number(digits);
}
