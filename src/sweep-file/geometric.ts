import type { Path, Problems } from './problems.js';
import { tidy } from './tidy.js';

/** Preferred numbers, which practitioners try by habit: of each decade, those that stand about equally far apart on a log scale. */
const series = { '1-3-10': [1, 3], '1-2-5': [1, 2, 5] } as const;
export const seriesNames = ['1-3-10', '1-2-5'] as const;
type SeriesName = (typeof seriesNames)[number];

/** More than a search can tell apart; what asks for more is a mistake. */
const mostValues = 1000;

interface LogRange {
  readonly kind: 'float' | 'int';
  /** Above 0. */
  readonly low: number;
  readonly high: number;
}

/** The values of `log: true` with a `step`: the ratio between neighbours, or the name of a series. In rising order. */
export function geometricValues(
  range: LogRange,
  step: number | SeriesName,
  path: Path,
  problems: Problems,
): readonly number[] | undefined {
  return typeof step === 'number' ? ratioValues(range, step, path, problems) : seriesValues(range, step, path, problems);
}

/** low, low * ratio, low * ratio^2 ... up to high; whole numbers where the bounds are. */
function ratioValues({ kind, low, high }: LogRange, ratio: number, path: Path, problems: Problems): number[] | undefined {
  const place = [...path, 'step'];
  if (ratio <= 1 || ratio > high / low) {
    problems.expected(
      `the ratio of neighbouring values on a log range, above 1 and up to ${tidy(high / low)} (\`max\` / \`min\`)`,
      ratio,
      place,
    );
    return undefined;
  }
  // A hair more, as the logarithms of exact powers are not exact.
  const count = Math.floor(Math.log(high / low) / Math.log(ratio) + 1e-9) + 1;
  if (count > mostValues) {
    problems.add(place, `expected a ratio that gives up to ${mostValues} values, got ${ratio}, which gives ${count}`);
    return undefined;
  }
  const exact = Array.from({ length: count }, (_, index) => tidy(low * ratio ** index));
  const values = kind === 'int' ? [...new Set(exact.map(Math.round))] : exact;
  const last = values.at(-1) as number;
  if (last < high) {
    const what = `factors of ${ratio} from ${low} do not reach ${high}; the largest value tried is ${last}`;
    problems.warn([...path, 'max'], what);
  }
  return values;
}

/** The numbers of the series from low to high. */
function seriesValues({ low, high }: LogRange, name: SeriesName, path: Path, problems: Problems): number[] | undefined {
  const values: number[] = [];
  for (let decade = Math.floor(Math.log10(low)); decade <= Math.log10(high); decade++) {
    for (const digit of series[name]) values.push(Number(`${digit}e${decade}`));
  }
  const within = values.filter((value) => value >= low && value <= high);
  const [first, last] = [within[0], within.at(-1)];
  if (first === undefined || last === undefined) {
    problems.add([...path, 'step'], `expected bounds with a number of the series ${name} between them, got ${low} to ${high}`);
    return undefined;
  }
  if (first > low) problems.warn([...path, 'min'], `is not in the series ${name}; the smallest value tried is ${first}`);
  if (last < high) problems.warn([...path, 'max'], `is not in the series ${name}; the largest value tried is ${last}`);
  return within;
}
