/** A line of a table with a column for each study. */
export interface StudyRow {
  readonly name: string;
  /** By study; empty where there is nothing to say. */
  readonly cells: readonly string[];
  /** Which of them are the best, where one is better than another. */
  readonly best?: readonly boolean[];
}

/** Rows in which not all studies say the same. */
export function rowsThatDiffer(studies: readonly ReadonlyMap<string, string>[]): StudyRow[] {
  return rowsOf(studies).filter(({ cells }) => cells.some((cell) => cell !== cells[0]));
}

/** A row for each name that a study has, in the order in which they come. */
export function rowsOf(studies: readonly ReadonlyMap<string, string>[]): StudyRow[] {
  const names = new Set(studies.flatMap((study) => [...study.keys()]));
  return [...names].map((name) => ({ name, cells: studies.map((study) => study.get(name) ?? '') }));
}
