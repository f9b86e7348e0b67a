import type { EndReason } from '../core/events.js';
import { toLoss } from '../core/objective.js';
import type { StudySpec } from '../core/study-spec.js';
import type { Score } from '../core/task-spec.js';
import type { RunningTrial, Trial } from '../core/trial.js';
import { endReason } from '../study/budget.js';
import { Study } from '../study/study.js';
import { EventQueue } from './event-queue.js';
import { indexAfter, resultOf, stepsTo, type VirtualRun, type VirtualRuns } from './virtual-run.js';

export interface SimulationOptions {
  readonly spec: StudySpec;
  readonly runs: VirtualRuns;
  /** Trials at a time; `spec.workers` when left out, or 1. */
  readonly slots?: number;
  /** `best` counts trials that were pruned or cut off, too: their checkpoints are there. */
  readonly score: Score;
  /** The simulation ends when all trials together have cost this much, beside the limits of `spec.budget`. */
  readonly maximumCost?: number;
}

/** The incumbent changed. */
interface Improvement {
  /** What all trials together had cost by then. */
  readonly cost: number;
  /** Virtual time. */
  readonly at: number;
  readonly trialNumber: number;
  readonly loss: number;
}

export interface Simulation {
  readonly reason: EndReason | 'cost';
  readonly trials: readonly Trial[];
  readonly improvements: readonly Improvement[];
  /** Of all trials together, those that were cut off by the end too. */
  readonly cost: number;
  /** Virtual time at the end. */
  readonly at: number;
}

/**
 * Runs a study as its orchestrator would, with the same sampler and pruner, but on trials whose reports are known beforehand:
 * time is virtual, so that a second of ours is enough for thousands of trials. A slot that becomes free takes the next trial at
 * once; events at the same virtual time happen in the order in which they were foreseen, so the same options give the same
 * simulation. `budget.timeMs` is about real time and has no meaning here; nor have `repeats` and
 * `finalize`: what is compared is the search, and a recorded run has one seed.
 */
export function simulate(options: SimulationOptions): Simulation {
  return new VirtualStudyRun(options).toEnd();
}

interface TrialUnderWay {
  readonly trial: RunningTrial;
  readonly run: VirtualRun;
  /** Index of the report to come. */
  readonly index: number;
}

class VirtualStudyRun {
  readonly #study: Study;
  readonly #options: SimulationOptions;
  readonly #events = new EventQueue<TrialUnderWay>();
  readonly #improvements: Improvement[] = [];
  #freeSlots: number;
  #now = 0;
  #cost = 0;
  #reason: EndReason | 'cost' | undefined;

  constructor(options: SimulationOptions) {
    const { repeats: _race, finalize: _finals, ...spec } = options.spec;
    const { timeMs: _, ...budget } = spec.budget;
    this.#options = options;
    this.#freeSlots = options.slots ?? options.spec.workers ?? 1;
    this.#study = new Study({ ...spec, workers: this.#freeSlots, budget });
  }

  toEnd(): Simulation {
    this.#fillSlots();
    while (this.#reason === undefined) {
      const next = this.#events.next();
      if (next === undefined) break;
      this.#now = next.at;
      this.#reach(next.event);
      this.#fillSlots();
    }
    return {
      reason: this.#reason ?? this.#limit() ?? 'exhausted',
      trials: this.#study.trials,
      improvements: this.#improvements,
      cost: this.#cost,
      at: this.#now,
    };
  }

  /** The trials that are out stop new ones, but those that run come to their end; every other limit ends the simulation. */
  #fillSlots(): void {
    while (this.#freeSlots > 0) {
      const limit = this.#limit();
      if (limit !== undefined && limit !== 'trials') {
        this.#reason = limit;
        return;
      }
      const trial = limit === 'trials' ? this.#study.takeUp(this.#now) : this.#study.ask(this.#now);
      if (trial === undefined || trial === 'exhausted') return;
      this.#start(trial);
    }
  }

  #limit(): EndReason | 'cost' | undefined {
    const { maximumCost = Number.POSITIVE_INFINITY } = this.#options;
    return this.#cost >= maximumCost ? 'cost' : endReason(this.#study.spec, this.#study.trials, 0);
  }

  #start(trial: RunningTrial): void {
    const run = this.#options.runs(trial);
    this.#freeSlots--;
    this.#expect({ trial, run, index: indexAfter(run, trial.resumeStep ?? 0) });
  }

  #expect(underWay: TrialUnderWay): void {
    const { run, index } = underWay;
    this.#events.add(this.#now + stepsTo(run, index) * (run.stepDuration ?? run.stepCost), underWay);
  }

  /** A trial comes to its next report. */
  #reach(underWay: TrialUnderWay): void {
    const { trial, run, index } = underWay;
    const { metric } = this.#study.spec.objective;
    const value = run.valueAt(index);
    this.#cost += stepsTo(run, index) * run.stepCost;
    if (!Number.isFinite(value)) {
      this.#end(trial, { kind: 'failed', reason: 'diverged', message: `${metric} is ${value} at step ${run.steps[index]}` });
      return;
    }
    const { decision } = this.#study.report(trial.number, run.steps[index] as number, { [metric]: value });
    const isLast = index === run.steps.length - 1;
    if (this.#options.score === 'best') this.#improve(trial, value);
    // A trial that is told to stop when it has come to its end anyway is complete.
    if (isLast) {
      const result = resultOf(run, this.#options.score, this.#study.spec.objective);
      if (this.#options.score === 'last') this.#improve(trial, result);
      this.#end(trial, { kind: 'complete', metrics: { [metric]: result } });
    } else if (decision.prune) {
      this.#end(trial, { kind: 'pruned' });
    } else {
      const reason = this.#limit();
      if (reason !== undefined && reason !== 'trials') this.#reason = reason;
      this.#expect({ ...underWay, index: index + 1 });
    }
  }

  #end(trial: RunningTrial, outcome: Parameters<Study['tell']>[1]): void {
    this.#study.tell(trial.number, outcome, this.#now);
    this.#freeSlots++;
  }

  #improve({ number }: RunningTrial, value: number): void {
    const loss = toLoss(this.#study.spec.objective, value);
    if (!(loss < (this.#improvements.at(-1)?.loss ?? Number.POSITIVE_INFINITY))) return;
    this.#improvements.push({ cost: this.#cost, at: this.#now, trialNumber: number, loss });
  }
}
