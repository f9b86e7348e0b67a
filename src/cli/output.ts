/** One JSON document on standard output; NaN and infinities, which JSON lacks, become null. */
export function printJson(value: unknown): void {
  console.log(JSON.stringify(value, null, 2));
}

/** Rows in columns that are as wide as their widest cell. */
export function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = rows.reduce<number[]>((widest, row) => row.map((cell, i) => Math.max(widest[i] ?? 0, cell.length)), []);
  return rows.map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

/** The paths of files that were written, one a line. */
export function printWritten(paths: readonly string[], { json }: { readonly json?: boolean }): void {
  if (json) printJson({ written: paths });
  else for (const path of paths) console.log(path);
}
