import type { Choice } from '../../core/distribution.js';
import { fromLoss, type Objective } from '../../core/objective.js';
import type { StudyRecord } from '../../core/study-record.js';
import { objectivesOf } from '../../core/study-spec.js';
import { isFinished, type Trial, type TrialState } from '../../core/trial.js';
import { isRepeat } from '../../study/configurations.js';
import { type Importance, importance, nearTheBest } from '../../study/importance.js';
import { incumbent } from '../../study/leaderboard.js';
import { orderBand } from '../../study/order-band.js';
import { searchedParameters } from '../searched-parameters.js';
import { timeline } from '../timeline.js';
import { choiceText } from '../wording.js';
import { costData } from './cost-data.js';
import { type ForestData, forestData } from './forest-data.js';
import { axisScale, type ParameterAxis } from './parameter-axis.js';
import { type ParetoData, paretoData } from './pareto-data.js';
import { type TimelineData, timelineData } from './timeline-data.js';
import { curveRange, type ValueRange, valueRange } from './value-range.js';

/** What the page's script draws from: plain data, written into the page as JSON. */
export interface ReportData {
  readonly objective: Objective;
  /** A trial number. */
  readonly best: number | null;
  readonly axes: readonly ParameterAxis[];
  readonly values: ValueRange;
  readonly curveValues: ValueRange;
  /** Of a study with two objectives. */
  readonly pareto?: ParetoData;
  /** Left out where complete trials took about as long. */
  readonly cost?: ParetoData;
  readonly timeline?: TimelineData;
  /** [trial, low, high]: where the best value after it is in eight of ten orders of the same trials. */
  readonly band: readonly (readonly [number, number, number])[];
  /** The most important parameter first; empty when too few trials are complete to tell. */
  readonly importance: readonly ParameterImportance[];
  /** Left out where too few trials are complete, or where it foresees nothing. */
  readonly forest?: ForestData;
  /** Numbers of the trials whose curves are drawn: all, or in a large study an even choice. */
  readonly curvesShown: readonly number[];
  /** Charts of marks and lines draw no more trials than this, evenly chosen. */
  readonly mostDrawn: number;
  /** In number order. */
  readonly trials: readonly TrialData[];
}

interface ParameterImportance extends Importance {
  /** What decides among the better half of the trials which are the best. */
  readonly near: number;
}

export interface TrialData {
  readonly number: number;
  readonly state: TrialState;
  /** It has the parameters of an earlier one, under another seed: the course of the search is without it. */
  readonly isRepeat?: true;
  /** Of a complete trial the objective's final value, otherwise the last one reported. */
  readonly value: number | null;
  /** 0 (the worst of the trials that have a value) to 1 (the best), by rank. */
  readonly standing: number | null;
  /** Along each of `axes`, 0 to 1. */
  readonly positions: readonly (number | null)[];
  /** The value of each of `axes` as text; null where the trial does not have the parameter. */
  readonly texts: readonly (string | null)[];
  /** [step, objective's value] */
  readonly curve: readonly (readonly [number, number])[];
}

/** Points that a page carries without getting slow: of all curves together, and of one, which is a chart's width in pixels. */
const mostCurvePoints = 60_000;
const mostPointsOfOne = 500;
const fewestPointsOfOne = 20;
/** More marks than these hide each other, and make a page of many charts slow. */
const mostDrawn = 1000;
/** More lines than these are a smear. */
const mostCurves = 150;

export function reportData(record: StudyRecord): ReportData {
  const { objective, space } = record.spec;
  const parameters = searchedParameters(space);
  const scales = parameters.map((parameter) =>
    axisScale(
      parameter,
      record.trials.map(({ params }) => params[parameter.name]),
    ),
  );
  const values = new Map(record.trials.map((trial) => [trial.number, lastValue(trial, objective)]));
  const standings = standingByTrial(values, objective);
  const fairShare = Math.floor(mostCurvePoints / Math.max(1, record.trials.length));
  const pointsPerCurve = Math.min(mostPointsOfOne, Math.max(fewestPointsOfOne, fairShare));
  const trials = record.trials.map((trial): TrialData => {
    const own: (Choice | undefined)[] = parameters.map(({ name }) => trial.params[name]);
    return {
      number: trial.number,
      state: trial.state,
      ...(isRepeat(trial) && { isRepeat: true }),
      value: rounded(values.get(trial.number) ?? null),
      standing: rounded(standings.get(trial.number) ?? null),
      positions: scales.map((scale, index) => rounded(scale.positionOf(own[index]))),
      texts: own.map((value) => (value === undefined ? null : choiceText(value))),
      curve: thinned(curveOf(trial, objective), pointsPerCurve),
    };
  });
  const pareto = paretoData(record);
  const forest = forestData(record, scales);
  const cost = costData(record);
  const times = timeline(record);
  return {
    objective,
    best: incumbent(record.trials, objectivesOf(record.spec))?.number ?? null,
    axes: scales.map(({ axis }) => axis),
    values: valueRange(
      trials.flatMap(({ value }) => value ?? []),
      objective,
    ),
    curveValues: curveRange(
      trials.map(({ curve }) => curve.map(([, value]) => value)),
      objective,
    ),
    ...(pareto && { pareto }),
    ...(cost && { cost }),
    ...(times && { timeline: timelineData(times) }),
    band: bandOf(record),
    importance: importanceOf(record),
    ...(forest && { forest }),
    curvesShown: thinned(
      trials.filter(({ curve }) => curve.length > 0).map(({ number }) => number),
      mostCurves,
    ),
    mostDrawn,
    trials,
  };
}

function bandOf({ spec, trials }: StudyRecord): [number, number, number][] {
  // Repeats come last, of the best alone: their order is no accident.
  const own = trials.filter((trial) => !isRepeat(trial));
  const numbers = own.filter(isFinished).map(({ number }) => number);
  return orderBand(own).map(({ drawn, low, high }) => [
    numbers[drawn - 1] as number,
    ...([low, high].map((loss) => rounded(fromLoss(spec.objective, loss))) as [number, number]),
  ]);
}

function importanceOf({ spec, trials }: StudyRecord): ParameterImportance[] {
  const options = { objectives: objectivesOf(spec) };
  const near = new Map(importance(spec.space, trials, { ...options, ...nearTheBest }).map(({ name, share }) => [name, share]));
  return importance(spec.space, trials, options).map(({ name, share }) => ({ name, share, near: near.get(name) ?? 0 }));
}

function lastValue(trial: Trial, objective: Objective): number | null {
  const loss = trial.state === 'complete' ? trial.loss : trial.reports.findLast((report) => Number.isFinite(report.loss))?.loss;
  return loss !== undefined && Number.isFinite(loss) ? fromLoss(objective, loss) : null;
}

function curveOf(trial: Trial, objective: Objective): [number, number][] {
  return trial.reports.flatMap(({ step, loss }): [number, number][] =>
    Number.isFinite(loss) ? [[step, Number(fromLoss(objective, loss).toPrecision(5))]] : [],
  );
}

/** Evenly spaced points, the first and the last among them. */
function thinned<T>(points: readonly T[], most: number): T[] {
  if (points.length <= most) return [...points];
  return Array.from({ length: most }, (_, index) => points[Math.round((index * (points.length - 1)) / (most - 1))] as T);
}

function standingByTrial(values: ReadonlyMap<number, number | null>, objective: Objective): Map<number, number> {
  const known = [...values].flatMap(([trial, value]): [number, number][] => (value === null ? [] : [[trial, value]]));
  const sign = objective.goal === 'maximize' ? 1 : -1;
  known.sort((a, b) => sign * (a[1] - b[1]));
  return new Map(known.map(([trial], index) => [trial, known.length > 1 ? index / (known.length - 1) : 1]));
}

/** Five digits are more than a chart shows, and a third of the characters. */
function rounded<T extends number | null>(value: T): T {
  return (value === null ? null : Number(value.toPrecision(5))) as T;
}
