import * as z from 'zod';
import { oneOf } from './check.js';
import { seriesNames } from './geometric.js';

/** A value of a parameter. */
export const choice = z.union([z.string(), z.number(), z.boolean(), z.null()], 'text, a number, true or false');
const number = z.number('a number');
const positive = z.number('a number above 0').gt(0, 'a number above 0');
const truth = z.boolean('true or false');
const step = z.union([positive, z.enum(seriesNames)], `a number above 0, or on a log range ${oneOf(seriesNames)}`);

/** The keys of one parameter. Which of them go together is the distribution's affair. */
export const parameterSchema = z.strictObject(
  {
    distribution: z.string('the name of a distribution').optional(),
    value: choice.optional(),
    values: z.array(choice, 'a list of values').min(1, 'a list of at least one value').optional(),
    probabilities: z.array(positive, 'a list of numbers above 0').optional(),
    ordered: truth.optional(),
    min: number.optional(),
    max: number.optional(),
    q: positive.optional(),
    step: step.optional(),
    log: truth.optional(),
    mu: number.optional(),
    sigma: positive.optional(),
    a: positive.optional(),
    b: positive.optional(),
    prior: z.unknown().optional(),
    when: z.string('a condition in quotes, such as "loss == \'focal\'"').optional(),
  },
  'a mapping such as { value: 3 }, { values: [1, 2] } or { min: 0.1, max: 0.5 }',
);

export type ParameterSettings = z.output<typeof parameterSchema>;
