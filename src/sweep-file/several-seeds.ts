/** What a sweep says about running the same parameters under several seeds: `repeats` and `finalize`. */
import * as z from 'zod';
import type { FinalizeSpec, RepeatsSpec, StudySpec } from '../core/study-spec.js';
import { check, isObject, wholeNumberFrom } from './check.js';
import type { Problems } from './problems.js';

/** Of a race: with more the last ones win too seldom to be worth their runs. */
const defaultContenders = 5;
const defaultFinalists = 3;
/** Their mean has 0.45 of one run's deviation; the next halving would cost 15 more. */
const defaultFinalSeeds = 5;

const topRule = 'a whole number from 2, or `all`';

const repeatsSchema = z.strictObject(
  {
    seeds: wholeNumberFrom(1),
    top: z.union([z.int(topRule).min(2, topRule), z.literal('all')], topRule).optional(),
    drop: z.boolean('true or false').optional(),
  },
  'a whole number of seeds such as 5, or a mapping such as { seeds: 5, top: 8 }',
);

const finalizeSchema = z.strictObject(
  { top: wholeNumberFrom(1).optional(), seeds: wholeNumberFrom(1).optional() },
  'a mapping such as { top: 3, seeds: 5 }',
);

export function readSeveralSeeds(
  { repeats, finalize }: { readonly repeats?: unknown; readonly finalize?: unknown },
  furtherObjectives: number,
  problems: Problems,
): Pick<StudySpec, 'repeats' | 'finalize'> {
  const race = repeats === undefined ? undefined : readRepeats(repeats, problems);
  const finals = finalize === undefined ? undefined : readFinalize(finalize, problems);
  const given = [...(race ? ['repeats'] : []), ...(finals ? ['finalize'] : [])];
  for (const key of furtherObjectives > 0 ? given : []) {
    problems.add([key], 'expected one metric, and here are several: what is best is a matter of trade-offs there, not of luck');
  }
  return { ...(race && { repeats: race }), ...(finals && { finalize: finals }) };
}

/** Undefined, too, for one seed: that is no race. */
function readRepeats(value: unknown, problems: Problems): RepeatsSpec | undefined {
  const given = isObject(value)
    ? check(repeatsSchema, value, ['repeats'], problems)
    : check(
        wholeNumberFrom(1).transform((seeds) => ({ seeds, top: undefined, drop: undefined })),
        value,
        ['repeats'],
        problems,
      );
  if (!given || given.seeds === 1) return undefined;
  const { seeds, top = defaultContenders, drop = true } = given;
  return { seeds, top, drop };
}

function readFinalize(value: unknown, problems: Problems): FinalizeSpec | undefined {
  const given = check(finalizeSchema, value, ['finalize'], problems);
  if (!given) return undefined;
  const { top = defaultFinalists, seeds = defaultFinalSeeds } = given;
  return { top, seeds };
}
