/** The colours of the charts, as the style sheet defines them for light and dark. */
export interface ReportTheme {
  readonly ink: string;
  readonly muted: string;
  readonly line: string;
  readonly surface: string;
  readonly complete: string;
  readonly pruned: string;
  readonly failed: string;
  readonly best: string;
  /** For values from the worst to the best. */
  readonly scale: readonly [string, string];
  readonly font: string;
}

export function readTheme(): ReportTheme {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    ink: colour('ink'),
    muted: colour('muted'),
    line: colour('line'),
    surface: colour('surface'),
    complete: colour('complete'),
    pruned: colour('pruned'),
    failed: colour('failed'),
    best: colour('best'),
    scale: [colour('scale-worst'), colour('scale-best')],
    font: getComputedStyle(document.body).fontFamily,
  };
}
