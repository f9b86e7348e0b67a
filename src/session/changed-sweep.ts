import { isDeepStrictEqual } from 'node:util';
import { type Distribution, isListed } from '../core/distribution.js';
import { UsageError } from '../core/errors.js';
import type { Parameter } from '../core/search-space.js';
import { objectivesOf, type PrunerSpec, type SamplerSpec, type StudySpec } from '../core/study-spec.js';

/**
 * What a changed sweep file changes in a study that has trials, in words for its author.
 * @throws UsageError that lists every change that would make the trials so far mean something else, with the reason.
 */
export function sweepChanges(before: StudySpec, after: StudySpec): readonly string[] {
  const refusals = [...fixedParts(before, after), ...parameterRefusals(before.space.parameters, after.space.parameters)];
  if (refusals.length > 0)
    throw new UsageError(
      ['The sweep file has changes that its study cannot take up:', ...refusals.map((line) => `  ${line}`)].join('\n'),
    );
  return [
    ...changedValues('budget', before.budget, after.budget),
    ...changedValues('', settingsOf(before), settingsOf(after)),
    ...(isDeepStrictEqual(before.sampler, after.sampler)
      ? []
      : [`method is ${algorithm(after.sampler)} now, was ${algorithm(before.sampler)}`]),
    ...(isDeepStrictEqual(before.pruner, after.pruner)
      ? []
      : [`early_terminate is ${algorithm(after.pruner)} now, was ${algorithm(before.pruner)}`]),
    ...changedParameters(before.space.parameters, after.space.parameters),
    ...(isDeepStrictEqual(sources(before), sources(after)) ? [] : ['the constraints are others now']),
  ];
}

/** What all trials of a study have in common. */
function fixedParts(before: StudySpec, after: StudySpec): string[] {
  const why = {
    metric: 'the trials so far were ranked by another one',
    seed: 'splits and trials hang on it',
    task: 'its trials would not compare with those so far',
    derived: 'the trials so far had other values',
    warm_start: 'the trials so far come from it',
  };
  const parts = (spec: StudySpec) => ({
    metric: objectivesOf(spec),
    seed: spec.seed,
    task: spec.task,
    derived: (spec.space.derived ?? []).map(({ name, source }) => [name, source]),
    warm_start: spec.warmStart,
  });
  const [old, fresh] = [parts(before), parts(after)];
  return (Object.keys(why) as (keyof typeof why)[]).flatMap((part) =>
    isDeepStrictEqual(old[part], fresh[part]) ? [] : [`${part}: must stay as it is: ${why[part]}; run the file as a new study`],
  );
}

function parameterRefusals(before: readonly Parameter[], after: readonly Parameter[]): string[] {
  const gone = before.filter(({ name }) => !after.some((parameter) => parameter.name === name));
  const fresh = after.filter(({ name }) => !before.some((parameter) => parameter.name === name));
  return [
    ...gone.map(({ name }) => `parameters.${name}: is missing, but the trials so far have values of it`),
    ...fresh.map(({ name }) => `parameters.${name}: is new, but the trials so far have no value of it`),
    ...pairs(before, after).flatMap(([old, now]) => {
      const at = `parameters.${now.name}`;
      if (old.when?.source !== now.when?.source)
        return [`${at}: must keep its condition ${old.when ? `"${old.when.source}"` : '(none)'}`];
      const why = narrowed(old.distribution, now.distribution);
      return why === undefined ? [] : [`${at}: ${why}`];
    }),
  ];
}

/** Why values of the one are not all values of the other; undefined where they are. */
function narrowed(old: Distribution, now: Distribution): string | undefined {
  if (isListed(old) && isListed(now)) {
    if (old.kind !== now.kind) return 'must stay ordered, or unordered';
    const lost = old.choices.filter((choice) => !now.choices.includes(choice));
    return lost.length === 0
      ? undefined
      : `must keep the values ${lost.join(', ')}; \`hypersweep ban\` keeps new trials from them`;
  }
  if (isListed(old) || isListed(now) || old.kind !== now.kind) return 'must stay of its kind';
  if (old.log !== now.log || old.step !== now.step) return 'must keep its scale and its step';
  if (now.low <= old.low && now.high >= old.high) return undefined;
  return `may become wider than ${old.low} to ${old.high}, not narrower; \`hypersweep pin\` keeps new trials to a part of it`;
}

function changedParameters(before: readonly Parameter[], after: readonly Parameter[]): string[] {
  return pairs(before, after).flatMap(([old, now]) => {
    if (isDeepStrictEqual([old.distribution, old.prior], [now.distribution, now.prior])) return [];
    return [`${now.name} is ${rangeText(now.distribution)} now, was ${rangeText(old.distribution)}`];
  });
}

function pairs(before: readonly Parameter[], after: readonly Parameter[]): (readonly [Parameter, Parameter])[] {
  return before.flatMap((old) => {
    const now = after.find(({ name }) => name === old.name);
    return now ? [[old, now] as const] : [];
  });
}

function rangeText(distribution: Distribution): string {
  return isListed(distribution) ? `one of ${distribution.choices.join(', ')}` : `${distribution.low} to ${distribution.high}`;
}

function settingsOf(spec: StudySpec): object {
  const { workers, devices, perDevice, repeats, finalize, timeoutMs, hangMs, memoryLimitBytes, retries } = spec;
  const { checkpointEveryMs, checkpointQuotaBytes } = spec;
  return {
    ...{ workers, devices, perDevice, repeats, finalize, timeoutMs, hangMs, memoryLimitBytes, retries },
    ...{ checkpointEveryMs, checkpointQuotaBytes },
  };
}

function sources({ space }: StudySpec): readonly string[] {
  return (space.constraints ?? []).map(({ source }) => source);
}

function changedValues(group: string, before: object, after: object): string[] {
  const [old, now] = [new Map(Object.entries(before)), new Map(Object.entries(after))];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((name) => {
    if (isDeepStrictEqual(old.get(name), now.get(name))) return [];
    return [`${group && `${group}.`}${name} is ${text(now.get(name))} now, was ${text(old.get(name))}`];
  });
}

/** `asha (min_iter 1, eta 3)`. */
function algorithm({ type, ...options }: SamplerSpec | PrunerSpec): string {
  const listed = Object.entries(options).map(([name, value]) => `${name} ${text(value)}`);
  return listed.length === 0 ? type : `${type} (${listed.join(', ')})`;
}

function text(value: unknown): string {
  return value === undefined ? 'left out' : typeof value === 'object' ? JSON.stringify(value) : String(value);
}
