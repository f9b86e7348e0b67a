import { accessSync, constants, existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { UsageError } from '../core/errors.js';
import { renderComparison } from '../report/comparison/render-comparison.js';
import { renderLinePlot } from '../report/line-plot.js';
import { onDisk } from '../storage/storage-error.js';
import { comparisonOf, figuresOf, type SimulatedPairs } from './comparison.js';

/** Paths of the files that tell of a comparison. */
export interface ComparisonFiles {
  /** HTML. */
  readonly page: string;
  /** SVG. */
  readonly plot: string;
  /** JSON. */
  readonly figures: string;
}

const curvePoints = 200;

/**
 * The files in a folder, or a page that is named with the others beside it. Their folder is made, so that what cannot be written
 * is known before anything is computed.
 * @throws UsageError for another kind of file, and when the folder cannot be written.
 */
export function prepareComparisonFiles(out: string): ComparisonFiles {
  const files = filesOf(out);
  const folder = dirname(files.page);
  onDisk(folder, () => {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  });
  return files;
}

export function writeComparisonFiles(simulated: SimulatedPairs, { page, plot, figures }: ComparisonFiles): void {
  const comparison = comparisonOf(simulated, curvePoints);
  const { name, seeds, metric, methods } = comparison;
  const svg = renderLinePlot({
    title: `${name}: mean regret of ${seeds} seeds`,
    xName: 'cost of all trials',
    yName: `regret (${metric})`,
    logarithmic: true,
    lines: methods.map((method) => ({ name: method.name, points: method.curve.map(({ cost, mean }) => [cost, mean]) })),
  });
  const contents = [
    [figures, `${JSON.stringify(figuresOf(simulated), null, 2)}\n`],
    [plot, svg],
    [page, renderComparison(comparison)],
  ] as const;
  for (const [path, text] of contents) onDisk(path, () => writeFileSync(path, text));
}

function filesOf(out: string): ComparisonFiles {
  const extension = extname(out).toLowerCase();
  const isFolder = existsSync(out) ? statSync(out).isDirectory() : !/^\.[a-z]\w*$/.test(extension);
  if (isFolder) {
    return { page: join(out, 'simulation.html'), plot: join(out, 'regret.svg'), figures: join(out, 'simulation.json') };
  }
  if (extension !== '.html') {
    throw new UsageError(`Expected --out to name a folder, or a page whose name ends in .html, got "${out}"`);
  }
  const base = out.slice(0, -extension.length);
  return { page: out, plot: `${base}.svg`, figures: `${base}.json` };
}
