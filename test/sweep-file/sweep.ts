import { fileURLToPath } from 'node:url';
import type { Distribution } from '../../src/core/distribution.js';
import { parseSweep, type SweepFile } from '../../src/sweep-file/index.js';

/** Where the sweeps of these tests find their data and modules. */
export const filesFolder = fileURLToPath(new URL('./files/', import.meta.url));

/** Parses a sweep of a module, with `lines` in place of or beside the usual keys. */
export function sweepOf(lines: Readonly<Record<string, string>>): SweepFile {
  const usual = {
    metric: '{ name: loss, goal: minimize }',
    task: '{ type: module, file: objective.mjs }',
    parameters: '{ x: { min: -1.0, max: 1.0 } }',
    run_cap: '10',
  };
  const keys = Object.entries({ ...usual, ...lines }).filter(([, value]) => value !== '');
  const text = keys.map(([key, value]) => `${key}: ${value}\n`).join('');
  return parseSweep(text, { fileName: 'sweep.yaml', baseFolder: filesFolder });
}

export function distributionOf(parameter: string): Distribution | undefined {
  return sweepOf({ parameters: `{ x: ${parameter} }` }).spec.space.parameters[0]?.distribution;
}
