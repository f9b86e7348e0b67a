import { type Choice, valueAt, valueCount } from '../core/distribution.js';
import type { Objective } from '../core/objective.js';
import type { ForeignTrial, PriorTrial, WarmStart } from '../core/prior-trial.js';
import { brokenBy, isActive, type SearchSpace } from '../core/search-space.js';
import type { Params } from '../core/trial.js';
import { recordedValue, Written } from './recorded-value.js';

/**
 * What a study can learn from another one's trials: those that have come to a value, and whose parameters are a point of its
 * space. A parameter that the space does not have is left out, one with a single value need not be there.
 */
export function priorTrials(
  foreign: readonly ForeignTrial[],
  source: string,
  { space, objectives }: { readonly space: SearchSpace; readonly objectives: readonly Objective[] },
): WarmStart {
  const trials: PriorTrial[] = [];
  const outside: string[] = [];
  const valueless: string[] = [];
  for (const trial of foreign) {
    const point = pointOf(trial, space);
    const lesson = lessonOf(trial, objectives);
    if ('complaint' in point) outside.push(`${trial.name}: ${point.complaint}`);
    else if (lesson === undefined) valueless.push(trial.name);
    else trials.push({ params: point.params, ...lesson });
  }
  const of = `of the ${foreign.length} trials of ${source}`;
  return {
    source,
    trials,
    remarks: [
      ...strangers(foreign, space, source),
      ...(outside.length > 0 ? [`${outside.length} ${of} are outside the space and left out (${outside[0]})`] : []),
      ...(valueless.length > 0
        ? [
            `${valueless.length} ${of} have come to no value of ${objectives.map(({ metric }) => metric).join(' and ')} and are left out (${valueless[0]})`,
          ]
        : []),
    ],
  };
}

function pointOf(trial: ForeignTrial, space: SearchSpace): { readonly params: Params } | { readonly complaint: string } {
  const params: Record<string, Choice> = {};
  for (const parameter of space.parameters) {
    const { name, distribution } = parameter;
    if (!isActive(parameter, params)) continue;
    const given = Object.hasOwn(trial.params, name) ? trial.params[name] : undefined;
    const isFixed = valueCount(distribution) === 1;
    const value = given === undefined && isFixed ? valueAt(distribution, 0) : recordedValue(distribution, given);
    if (value === undefined) return { complaint: `${name} is ${shown(given)}` };
    params[name] = value;
  }
  const [broken] = brokenBy(space, params);
  return broken ? { complaint: `${broken.source} does not hold` } : { params };
}

/** Undefined where there is nothing to learn from. */
function lessonOf(
  { state, metrics, curve }: ForeignTrial,
  objectives: readonly Objective[],
): Omit<PriorTrial, 'params'> | undefined {
  if (state === 'complete')
    return objectives.every(({ metric }) => Number.isFinite(metrics[metric])) ? { metrics, curve } : undefined;
  return state === 'pruned' && curve.length > 0 ? { curve } : undefined;
}

/** Of a table nobody knows which of its columns are parameters. */
function strangers(foreign: readonly ForeignTrial[], { parameters }: SearchSpace, source: string): string[] {
  const known = new Set(parameters.map(({ name }) => name));
  const given = foreign.flatMap(({ params }) => Object.entries(params));
  const strange = new Set(given.filter(([name, value]) => !known.has(name) && !(value instanceof Written)).map(([name]) => name));
  return strange.size === 0
    ? []
    : [`Parameters of ${source} that this study does not have are left out: ${[...strange].join(', ')}`];
}

function shown(value: unknown): string {
  if (value === undefined) return 'missing';
  return value instanceof Written ? value.text || 'empty' : JSON.stringify(value);
}
