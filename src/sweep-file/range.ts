import type { Distribution, NumericalDistribution } from '../core/distribution.js';
import { geometricValues } from './geometric.js';
import type { ParameterSettings } from './parameter-schema.js';
import type { Path, Problems } from './problems.js';
import { roundedTo, type Spread } from './spread.js';
import { tidy } from './tidy.js';

/** A multiple of the step that is nearer than this share of it counts as reached: decimal steps are not exact in binary. */
const stepTolerance = 1e-9;

/** `min` and `max` as the distribution `name` means them. A range of one value becomes that value. */
export function readRange(name: string, settings: ParameterSettings, path: Path, problems: Problems): Distribution | undefined {
  const { min, max } = settings;
  if (min === undefined) problems.expected('a number', min, [...path, 'min']);
  if (max === undefined) problems.expected('a number', max, [...path, 'max']);
  if (min === undefined || max === undefined) return undefined;
  if (min > max) {
    problems.expected(`a number up to \`max\` (${max})`, min, [...path, 'min']);
    return undefined;
  }
  return toRange(name, { ...settings, min, max }, path, problems);
}

type Bounded = ParameterSettings & { readonly min: number; readonly max: number };

function toRange(name: string, settings: Bounded, path: Path, problems: Problems): Distribution | undefined {
  const { min, max, q = 1 } = settings;
  switch (name) {
    case 'uniform':
      return withStep({ kind: 'float', low: min, high: max }, settings, path, problems);
    case 'int_uniform':
      return withStep({ kind: 'int', low: min, high: max }, settings, path, problems);
    case 'q_uniform':
      return isWide(min, max, path, problems) ? roundedTo(q, evenly(min, max), path, problems) : undefined;
  }
  const bounds = logBounds(name, settings, path, problems);
  if (!bounds) return undefined;
  const { low, high, logLow, logHigh } = bounds;
  if (!name.startsWith('q_')) return whole({ kind: 'float', low, high, log: true });
  return roundedTo(q, { low, high, log: true, shape: { type: 'uniform', low: logLow, high: logHigh } }, path, problems);
}

function evenly(low: number, high: number): Spread {
  return { low, high, shape: { type: 'uniform', low, high } };
}

interface LogBounds {
  readonly low: number;
  readonly high: number;
  readonly logLow: number;
  readonly logHigh: number;
}

/** Of W&B's log ranges, which give values under a name in `_values`, and otherwise exponents of e: of 1/x for `inv_`. */
function logBounds(name: string, { min, max }: Bounded, path: Path, problems: Problems): LogBounds | undefined {
  if (name.endsWith('_values')) {
    // The logarithm of 1/x is uniform exactly when that of x is.
    return isPositive(min, path, problems) ? { low: min, high: max, logLow: Math.log(min), logHigh: Math.log(max) } : undefined;
  }
  const [logLow, logHigh] = name === 'inv_log_uniform' ? [-max, -min] : [min, max];
  const [low, high] = [Math.exp(logLow), Math.exp(logHigh)];
  if (low === 0 || high === Number.POSITIVE_INFINITY) {
    const hint = `if the bounds are values, write \`${name}_values\``;
    problems.add(path, `expected exponents of e between -745 and 709, got ${min} to ${max}; ${hint}`);
    return undefined;
  }
  const shown = `${Number(low.toPrecision(6))} to ${Number(high.toPrecision(6))}`;
  problems.warn(
    path,
    `\`${name}\` takes exponents of e, so the values are ${shown}; if the bounds are values, write \`${name}_values\``,
  );
  return { low, high, logLow, logHigh };
}

type PlainRange = Pick<NumericalDistribution, 'kind' | 'low' | 'high'>;

/** `log` and `step` on top of a range. */
function withStep(range: PlainRange, settings: Bounded, path: Path, problems: Problems): Distribution | undefined {
  const { log = false, step } = settings;
  if (!hasSoundBounds(range, path, problems)) return undefined;
  if (log && !isPositive(range.low, path, problems)) return undefined;
  if (range.low === range.high || step === undefined) return whole(log ? { ...range, log } : range);
  if (log) {
    const choices = geometricValues(range, step, path, problems);
    return choices && { kind: choices.length === 1 ? 'categorical' : 'ordinal', choices };
  }
  const place = [...path, 'step'];
  const width = range.high - range.low;
  if (typeof step !== 'number') problems.add(place, `${step} goes with a log range; write \`log: true\`, or a number`);
  else if (range.kind === 'int' && !Number.isInteger(step))
    problems.expected('a whole number, as the bounds are whole', step, place);
  else if (step > width) problems.expected(`a number up to the width of the range (${tidy(width)})`, step, place);
  else return stepped(range, step, path, problems);
  return undefined;
}

/** The last step ends at `max` or below. */
function stepped({ kind, low, high }: PlainRange, step: number, path: Path, problems: Problems): NumericalDistribution {
  const last = low + Math.floor((high - low) / step + stepTolerance) * step;
  if (high - last <= stepTolerance * step) return { kind, low, high, step };
  problems.warn([...path, 'max'], `steps of ${step} from ${low} do not reach ${high}; the largest value tried is ${tidy(last)}`);
  return { kind, low, high: tidy(last), step };
}

/** A range of one value is that value. */
function whole(range: NumericalDistribution): Distribution {
  return range.low === range.high ? { kind: 'categorical', choices: [range.low] } : range;
}

function hasSoundBounds({ kind, low, high }: PlainRange, path: Path, problems: Problems): boolean {
  for (const [key, bound] of [['min', low] as const, ['max', high] as const]) {
    if (kind === 'float' || Number.isSafeInteger(bound)) continue;
    problems.expected(Number.isInteger(bound) ? 'a whole number below 2^53' : 'a whole number', bound, [...path, key]);
    return false;
  }
  return isWide(low, high, path, problems);
}

function isWide(low: number, high: number, path: Path, problems: Problems): boolean {
  if (Number.isFinite(high - low)) return true;
  problems.add(path, 'expected bounds whose difference is a finite number, got a wider range');
  return false;
}

function isPositive(min: number, path: Path, problems: Problems): boolean {
  if (min > 0) return true;
  problems.expected('a positive number for a log range', min, [...path, 'min']);
  return false;
}
