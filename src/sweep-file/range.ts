import type { Distribution } from '../core/distribution.js';
import type { ParameterSettings } from './parameter-schema.js';
import type { Path, Problems } from './problems.js';

type Range = Extract<Distribution, { kind: 'float' | 'int' }>;

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
  const range = toRange(name, { ...settings, min, max }, path, problems);
  if (!range || !isSound(range, path, problems)) return undefined;
  return range.low === range.high ? { kind: 'categorical', choices: [range.low] } : range;
}

type Bounded = ParameterSettings & { readonly min: number; readonly max: number };

function toRange(name: string, settings: Bounded, path: Path, problems: Problems): Range | undefined {
  const { min, max } = settings;
  switch (name) {
    case 'uniform':
      return withStep({ kind: 'float', low: min, high: max }, settings, path, problems);
    case 'int_uniform':
      return withStep({ kind: 'int', low: min, high: max }, settings, path, problems);
    case 'q_uniform':
      return multiples(settings);
    case 'log_uniform_values':
    case 'inv_log_uniform_values': // the logarithm of 1/x is uniform exactly when that of x is
      return { kind: 'float', low: min, high: max, log: true };
    case 'q_log_uniform_values':
      return wholeLog(min, max, settings, path, problems);
  }
  const [low, high] = name === 'inv_log_uniform' ? [Math.exp(-max), Math.exp(-min)] : [Math.exp(min), Math.exp(max)];
  const shown = `${Number(low.toPrecision(6))} to ${Number(high.toPrecision(6))}`;
  problems.warn(
    path,
    `\`${name}\` takes exponents of e, so the values are ${shown}; if the bounds are values, write \`${name}_values\``,
  );
  return name === 'q_log_uniform' ? wholeLog(low, high, settings, path, problems) : { kind: 'float', low, high, log: true };
}

function isSound(range: Range, path: Path, problems: Problems): boolean {
  if (range.kind === 'int') {
    for (const [key, bound] of [['min', range.low] as const, ['max', range.high] as const]) {
      if (Number.isSafeInteger(bound)) continue;
      problems.expected(Number.isInteger(bound) ? 'a whole number below 2^53' : 'a whole number', bound, [...path, key]);
      return false;
    }
  }
  if (range.log && range.low <= 0) {
    problems.expected('a positive number for a log range', range.low, [...path, 'min']);
    return false;
  }
  if (Number.isFinite(range.high - range.low)) return true;
  problems.add(path, 'expected bounds whose difference is a finite number, got a wider range');
  return false;
}

/** `log` and `step` on top of a range; the last step ends at `max` or below. */
function withStep(range: Range, settings: Bounded, path: Path, problems: Problems): Range | undefined {
  const { kind, low, high } = range;
  const { log = false, step } = settings;
  if (step === undefined) return log ? { kind, low, high, log } : range;
  const place = [...path, 'step'];
  if (log) problems.add(place, 'does not go with a log range; leave `step` or `log` out');
  else if (kind === 'int' && !Number.isInteger(step)) problems.expected('a whole number, as the bounds are whole', step, place);
  else if (step > high - low) problems.expected(`a number up to the width of the range (${tidy(high - low)})`, step, place);
  else return stepped(range, step, path, problems);
  return undefined;
}

function stepped({ kind, low, high }: Range, step: number, path: Path, problems: Problems): Range {
  const last = low + Math.floor((high - low) / step + stepTolerance) * step;
  if (high - last <= stepTolerance * step) return { kind, low, high, step };
  problems.warn([...path, 'max'], `steps of ${step} from ${low} do not reach ${high}; the largest value tried is ${tidy(last)}`);
  return { kind, low, high: tidy(last), step };
}

/** W&B's `q_uniform`: the multiples of q that values between the bounds round to. */
function multiples({ min, max, q = 1 }: Bounded): Range {
  const [low, high] = [tidy(Math.round(min / q) * q), tidy(Math.round(max / q) * q)];
  return { kind: Number.isInteger(q) ? 'int' : 'float', low, high, step: q };
}

/** W&B's `q_log_uniform`: log-uniform, rounded to multiples of q. Only whole numbers can be had: a log range has no wider steps. */
function wholeLog(min: number, max: number, { q = 1 }: Bounded, path: Path, problems: Problems): Range | undefined {
  if (q !== 1) {
    problems.add([...path, 'q'], `expected 1 for a log range, got ${q}; other steps are not supported there`);
    return undefined;
  }
  return { kind: 'int', low: Math.max(min > 0 ? 1 : min, Math.round(min)), high: Math.round(max), log: true };
}

/** Without the noise of binary fractions: 0.30000000000000004 is 0.3. */
function tidy(value: number): number {
  return Number(value.toPrecision(12));
}
