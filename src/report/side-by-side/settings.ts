import type { StudyRecord } from '../../core/study-record.js';
import type { StudySpec } from '../../core/study-spec.js';
import { describeParameter } from '../../study/describe-space.js';
import { durationText } from '../wording.js';

/** All that was set of a study, and what it ran on, as texts by name, named as sweep files do. */
export function settingsOf({ spec, environment }: StudyRecord): Map<string, string> {
  const { name, description, objective, furtherObjectives, space, sampler, pruner, ...others } = spec;
  return new Map([
    ...flattened('method', sampler),
    ...flattened('early_terminate', pruner),
    ...Object.entries(others).flatMap(([key, value]) => flattened(key, value)),
    ...space.parameters.map((parameter): Setting => [`parameters.${parameter.name}`, describeParameter(parameter)]),
    ...namedSources('derived', space.derived ?? []),
    ...(space.constraints ?? []).map(({ source }): Setting => [`constraint ${source}`, 'yes']),
    ...Object.entries(environment ?? {}).map(([key, value]): Setting => [key, settingText(value)]),
  ]);
}

type Setting = readonly [name: string, text: string];

function namedSources(under: string, sources: NonNullable<StudySpec['space']['derived']>): Setting[] {
  return sources.map(({ name, source }) => [`${under}.${name}`, source]);
}

/** `{ type: tpe, startup: 5 }` under `method` is `method` and `method.startup`; recorded runs are too much to read. */
function flattened(name: string, value: unknown): Setting[] {
  if (value === undefined || name === 'task.table') return [];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [setting(name, value)];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'type' || key === 'kind' ? flattened(name, inner) : flattened(`${name}.${key}`, inner),
  );
}

/** What is in milliseconds inside is a time to people, and `timeoutMs` is `timeout` in a sweep file. */
function setting(name: string, value: unknown): Setting {
  const written = name.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`);
  const isTime = written.endsWith('_ms') && typeof value === 'number';
  return [written.replace(/_ms$/, ''), isTime ? durationText(value) : settingText(value)];
}

function settingText(value: unknown): string {
  if (Array.isArray(value)) return value.map(settingText).join(', ');
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}
