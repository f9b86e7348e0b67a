/** Something about a study's data that its author should know before it runs. */
export interface DataFinding {
  /** With an error the data cannot be trained on. */
  readonly severity: 'error' | 'warning';
  /** A sentence or two, with file and line where there are some. */
  readonly message: string;
}

/** The messages of both kinds. */
export function bySeverity(findings: readonly DataFinding[]): { readonly mistakes: string[]; readonly warnings: string[] } {
  const messages = (wanted: DataFinding['severity']) =>
    findings.flatMap(({ severity, message }) => (severity === wanted ? [message] : []));
  return { mistakes: messages('error'), warnings: messages('warning') };
}
