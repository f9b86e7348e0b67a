import { isDeepStrictEqual } from 'node:util';
import { UsageError } from '../core/errors.js';
import type { HistoryEvent } from '../core/history.js';
import type { PriorTrial } from '../core/prior-trial.js';
import { type Decision, type Params, type RepeatMarks, type RunningTrial, repeatMarks } from '../core/trial.js';
import type { StudyControls } from '../execution/study-controls.js';
import { openStudy } from '../storage/studies.js';
import { Study } from '../study/study.js';
import { withRegions } from '../sweep-file/regions.js';
import { applyRequest } from './apply-request.js';
import type { SteeredSpace } from './steered-space.js';
import { type StudyOrigin, specOf } from './stored-spec.js';

/** What a replay of a study found. */
export interface Replay {
  /** Of those that agreed. */
  readonly suggestions: number;
  readonly decisions: number;
  readonly requests: number;
  readonly runs: number;
  /** The first; left out where all is as it was recorded. */
  readonly difference?: Difference;
}

export interface Difference {
  readonly what: 'suggestion' | 'decision' | 'ending';
  readonly trialNumber: number;
  /** Of a decision. */
  readonly step?: number;
  readonly recorded: unknown;
  readonly replayed: unknown;
}

/**
 * Derives every suggestion and every pruning decision of a study anew, from what happened in the recorded order, and compares
 * them with what was recorded: also of a study that ran in parallel, was interrupted, resumed and steered.
 * @throws UsageError when an older version recorded a part of the study without its order.
 */
export function replayStudy(root: string): Replay {
  const open = openStudy(root, { mode: 'read' });
  try {
    const { store, folder } = open;
    const history = store.history();
    const ordered = new Set(history.flatMap((event) => (event.type === 'trial-started' ? [event.trialNumber] : [])));
    const unordered = store.trials().filter(({ number, attempt }) => attempt > 0 && !ordered.has(number)).length;
    if (unordered > 0) {
      throw new UsageError(
        `${unordered} of its trials were recorded by an older hypersweep, without the order of events that a replay needs`,
      );
    }
    return new Replaying(folder.sweepFile, store.warmStart()?.trials).all(history);
  } finally {
    open.close();
  }
}

type Of<Type extends HistoryEvent['type']> = Extract<HistoryEvent, { type: Type }>;

class Replaying {
  readonly #sweepFile: string;
  readonly #prior: readonly PriorTrial[] | undefined;
  #study: Study | undefined;
  #steered: SteeredSpace | undefined;
  readonly #counts = { suggestions: 0, decisions: 0, requests: 0, runs: 0 };

  constructor(sweepFile: string, prior: readonly PriorTrial[] | undefined) {
    this.#sweepFile = sweepFile;
    this.#prior = prior;
  }

  all(history: readonly HistoryEvent[]): Replay {
    for (const event of history) {
      const difference = this.#one(event);
      if (difference) return { ...this.#counts, difference };
    }
    return this.#counts;
  }

  #one(event: HistoryEvent): Difference | undefined {
    switch (event.type) {
      case 'run-started':
        return this.#run(event);
      case 'steered':
        return this.#steer(event);
      case 'trial-started':
        return this.#suggest(event);
      case 'trial-reported':
        return this.#decide(event);
      case 'trial-ended':
        return this.#end(event);
    }
  }

  /** A process takes the study up: it knows of its trials what is stored, and nothing else. */
  #run({ sweepText, overrides, workers }: Of<'run-started'>): undefined {
    const spec = specOf({ sweepText, sweepFile: this.#sweepFile, origin: overrides as unknown as StudyOrigin });
    const regions = this.#steered?.regions ?? [];
    this.#steered = { space: spec.space, regions };
    const space = withRegions(spec.space, regions);
    const changed = { ...spec, space, workers: spec.workers ?? workers };
    this.#study = new Study(changed, this.#study?.trials, this.#study?.kept, this.#prior);
    this.#counts.runs++;
  }

  #steer({ request: { request } }: Of<'steered'>): undefined {
    const { study } = this;
    const controls: StudyControls = {
      ...{ spec: study.spec, trials: study.trials, kept: study.kept, slots: [], elapsedMs: 0 },
      paused: request.kind === 'go-on',
      pause() {},
      goOn() {},
      stop() {},
      endTrial(trialNumber, as) {
        if (as === 'pruned') study.prune(trialNumber);
      },
      keepTrial: (trialNumber) => study.keep(trialNumber),
      enqueue: (params) => study.enqueue(params),
      change: (spec) => study.change(spec),
    };
    this.#steered = applyRequest(request, controls, this.#steered as SteeredSpace).steered;
    this.#counts.requests++;
  }

  #suggest(started: Of<'trial-started'>): Difference | undefined {
    const { trialNumber } = started;
    const asked = this.#ask(started);
    const recorded = suggestion({ ...started, number: trialNumber });
    const replayed = asked === 'exhausted' ? asked : suggestion(asked);
    if (!isDeepStrictEqual(replayed, recorded)) return { what: 'suggestion', trialNumber, recorded, replayed };
    this.#counts.suggestions++;
    return undefined;
  }

  /** Repeats are put in line when the first of them begins. */
  #ask({ at, trialNumber, purpose }: Of<'trial-started'>): RunningTrial | 'exhausted' {
    if (purpose === undefined) return this.study.ask(at);
    if (trialNumber >= this.study.trials.length) this.study.lineUp(purpose);
    return this.study.takeUp(at, purpose) ?? 'exhausted';
  }

  #decide({ trialNumber, report }: Of<'trial-reported'>): Difference | undefined {
    const { step, metrics } = report;
    const replayed = this.study.report(trialNumber, step, metrics).report.decision;
    if (!sameDecision(replayed, report.decision)) {
      return { what: 'decision', trialNumber, step, recorded: report.decision ?? 'none', replayed: replayed ?? 'none' };
    }
    if (replayed) this.#counts.decisions++;
    return undefined;
  }

  #end({ at, trialNumber, ending }: Of<'trial-ended'>): Difference | undefined {
    switch (ending.state) {
      case 'interrupted':
        this.study.interrupt(trialNumber, ending.keptStep);
        return undefined;
      case 'complete':
        this.study.tell(trialNumber, { kind: 'complete', metrics: ending.metrics }, at);
        return undefined;
      case 'failed': {
        const { reason, message, repeated, keptStep } = ending;
        if (repeated) this.study.repeat(trialNumber, { kind: 'failed', reason, message }, at, keptStep);
        else this.study.tell(trialNumber, { kind: 'failed', reason, message }, at);
        return undefined;
      }
      case 'pruned': {
        const { explanation, paused } = ending;
        const finished = this.study.tell(trialNumber, { kind: 'pruned' }, at);
        const replayed = finished.state === 'pruned' && { explanation: finished.explanation, paused: finished.paused === true };
        const recorded = { explanation, paused };
        return isDeepStrictEqual(replayed, recorded) ? undefined : { what: 'ending', trialNumber, recorded, replayed };
      }
    }
  }

  get study(): Study {
    if (this.#study === undefined) throw new Error('A trial was recorded before the first run of its study');
    return this.#study;
  }
}

interface Suggestion extends RepeatMarks {
  readonly number: number;
  readonly attempt: number;
  readonly params: Params;
  readonly resumeStep?: number;
}

function suggestion({ number, attempt, params, resumeStep, ...marks }: Suggestion): object {
  return { trial: number, attempt, params, ...(resumeStep !== undefined && { resumeStep }), ...repeatMarks(marks) };
}

function sameDecision(a: Decision | undefined, b: Decision | undefined): boolean {
  return a?.verdict === b?.verdict && isDeepStrictEqual(a?.numbers, b?.numbers);
}
