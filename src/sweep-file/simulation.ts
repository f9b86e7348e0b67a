import * as z from 'zod';
import type { PrunerSpec, SamplerSpec } from '../core/study-spec.js';
import { readEarlyTerminate, readMethod } from './algorithms.js';
import { check, wholeNumberFrom } from './check.js';
import type { Problems } from './problems.js';

/** `simulate`: what `hypersweep simulate` compares on a table; left out: as the command line says. */
export interface SimulationSettings {
  readonly methods?: readonly SamplerSpec[];
  readonly earlyTerminate?: readonly PrunerSpec[];
  readonly seeds?: number;
  readonly workers?: number;
  /** What the trials of one simulation may cost together. */
  readonly budget?: number;
}

const list = z.array(z.unknown(), 'a list').min(1, 'a list with at least one entry').optional();
const simulationSchema = z.strictObject(
  {
    methods: list,
    early_terminate: list,
    seeds: wholeNumberFrom(1).optional(),
    workers: wholeNumberFrom(1).optional(),
    budget: z.number('a number above 0').positive('a number above 0').optional(),
  },
  'a mapping such as { methods: [tpe, random], early_terminate: [none, asha], seeds: 50 }',
);

export function readSimulation(value: unknown, problems: Problems): SimulationSettings {
  const given = check(simulationSchema.optional(), value, ['simulate'], problems);
  if (given === undefined) return {};
  const { methods, early_terminate: stoppers, ...rest } = given;
  return {
    ...Object.fromEntries(Object.entries(rest).filter(([, setting]) => setting !== undefined)),
    ...(methods && { methods: present(methods.map((method, i) => readMethod(method, problems, ['simulate', 'methods', i]))) }),
    ...(stoppers && {
      earlyTerminate: present(
        stoppers.map((stopper, i) => readEarlyTerminate(stopper, problems, ['simulate', 'early_terminate', i])),
      ),
    }),
  };
}

function present<T>(items: readonly (T | undefined)[]): T[] {
  return items.filter((item) => item !== undefined);
}
