/** A mapping of a document that another tool's user wrote: nothing is known of its values. */
export type Settings = Readonly<Record<string, unknown>>;

/** A search space of another tool as the keys of a sweep file. */
export interface Converted {
  /** Whose it was. */
  readonly from: string;
  readonly sweep: Readonly<Record<string, unknown>>;
  /** What could not be carried over, or was guessed, a sentence each. */
  readonly remarks: readonly string[];
}

/** A parameter as a sweep file has it, or why there is none. */
export type ConvertedParameter = { readonly settings: Readonly<Record<string, unknown>> } | { readonly complaint: string };

/** The parameters that could be read; what could not goes to `remarks`. */
export function readParameters(
  named: Iterable<readonly [name: string, parameter: ConvertedParameter]>,
  remarks: string[],
): Record<string, unknown> {
  const parameters: [string, unknown][] = [];
  for (const [name, parameter] of named) {
    if ('settings' in parameter) parameters.push([name, parameter.settings]);
    else remarks.push(`${name} is left out: ${parameter.complaint}`);
  }
  return Object.fromEntries(parameters);
}

export const guessedMetric = { name: 'loss', goal: 'minimize' } as const;
export const metricRemark = 'The metric is not part of a search space: loss, to be minimised, stands in for yours';
export const programRemark = 'What a trial runs is left to you: `module`, `program` or `task`';
