import * as z from 'zod';
import { contains, type Distribution, isListed, stepOf } from '../core/distribution.js';
import type { Prior } from '../core/search-space.js';
import { check, isObject, oneOf, oneOfNames } from './check.js';
import { choice } from './parameter-schema.js';
import type { Path, Problems } from './problems.js';

const priorSchema = z.strictObject({ centre: choice, confidence: oneOfNames(['low', 'medium', 'high']).optional() });

/** `prior`: the value that the author expects to be good, or a mapping that also says how sure they are. */
export function readPrior(value: unknown, distribution: Distribution, path: Path, problems: Problems): Prior | undefined {
  if (value === undefined) return undefined;
  const isMapping = isObject(value) && !Array.isArray(value);
  const given = isMapping
    ? check(priorSchema, value, path, problems)
    : { centre: check(choice, value, path, problems), confidence: undefined };
  if (given?.centre === undefined) return undefined;
  const { centre, confidence = 'medium' } = given;
  if (contains(distribution, centre)) return { centre, confidence };
  problems.expected(
    `a value that the parameter can have (${valuesOf(distribution)})`,
    centre,
    isMapping ? [...path, 'centre'] : path,
  );
  return undefined;
}

function valuesOf(distribution: Distribution): string {
  if (isListed(distribution)) return oneOf(distribution.choices);
  const step = stepOf(distribution);
  const every = step === undefined ? '' : step === 1 ? ', whole' : ` in steps of ${step}`;
  return `${distribution.low} to ${distribution.high}${every}`;
}
