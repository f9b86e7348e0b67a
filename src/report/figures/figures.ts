import type { StudyRecord } from '../../core/study-record.js';
import { curvesFigure } from './curves-figure.js';
import { importanceFigure } from './importance-figure.js';
import { progressFigure } from './progress-figure.js';

/** A picture that Markdown shows. */
export interface Figure {
  /** From the report's folder. */
  readonly path: string;
  /** For those who do not see it. */
  readonly text: string;
  /** SVG. */
  readonly content: string;
}

/** Those that the study has something for. */
export function figuresOf(record: StudyRecord): Figure[] {
  const { metric } = record.spec.objective;
  const all = [
    ['figures/progress.svg', `${metric} of each trial, and the best so far`, progressFigure(record)],
    ['figures/curves.svg', `${metric} over the epochs, one line a trial`, curvesFigure(record)],
    ['figures/importance.svg', 'Parameter importance', importanceFigure(record)],
  ] as const;
  return all.flatMap(([path, text, content]) => (content === undefined ? [] : [{ path, text, content }]));
}
