import type { TrialState } from '../../core/trial.js';
import type { Timeline } from '../timeline.js';

/** The timeline for the page's chart. */
export interface TimelineData {
  readonly rows: number;
  /** What times are counted in. */
  readonly unit: string;
  readonly length: number;
  /** Stretches of a row. Where very many trials share a pixel, several of one state are one stretch. */
  readonly spans: readonly SpanData[];
}

type SpanData = readonly [row: number, from: number, to: number, state: TrialState, trial: number, trials: number];

/** Pixels that a chart is wide on a large screen, twice. */
const resolution = 3000;

export function timelineData({ rows, lengthMs, spans }: Timeline): TimelineData {
  const [unit, unitMs] = unitOf(lengthMs);
  const within = lengthMs / resolution;
  const merged: (readonly [number, number, number, TrialState, number, number])[] = [];
  const lastOf = new Map<number, number>();
  for (const { row, from, to, state, trial } of spans) {
    const at = lastOf.get(row);
    const last = at === undefined ? undefined : merged[at];
    if (last && at !== undefined && last[3] === state && from - last[2] < within && to - from < 2 * within)
      merged[at] = [row, last[1], to, state, last[4], last[5] + 1];
    else {
      lastOf.set(row, merged.length);
      merged.push([row, from, to, state, trial, 1]);
    }
  }
  const inUnits = (ms: number) => Number((ms / unitMs).toPrecision(6));
  return {
    ...{ rows, unit, length: inUnits(lengthMs) },
    spans: merged.map(([row, from, to, state, trial, trials]) => [row, inUnits(from), inUnits(to), state, trial, trials]),
  };
}

/** What a length of time is best counted in, and the milliseconds of it. */
export function unitOf(lengthMs: number): [string, number] {
  const units: [string, number][] = [
    ['days', 86_400_000],
    ['hours', 3_600_000],
    ['minutes', 60_000],
  ];
  return units.find(([, ms]) => lengthMs >= 3 * ms) ?? (lengthMs >= 3000 ? ['seconds', 1000] : ['milliseconds', 1]);
}
