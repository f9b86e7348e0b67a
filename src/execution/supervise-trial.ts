import { type OutsideEnding, outcomeOfEnding, outsideEnding } from '../core/ending-by-hand.js';
import type { RunOptions, TrialJob, TrialListener, TrialOutcome } from '../core/executor.js';
import { HangWatch } from './hang-watch.js';
import { broken, faultOfReport, isProgress, readOutcome } from './incoming.js';
import { longestTimerMs } from './longest-timer.js';
import type { Verdict } from './protocol.js';

/** How long a trial that was told to stop may take before it is ended by force. A batch takes far less. */
export const defaultGraceMs = 2000;

/** The same of one that may be paused, and saves first what it can go on from. */
const savingGraceMs = 30_000;

export function graceOf({ mayPause }: TrialJob, graceMs: number): number {
  return mayPause ? Math.max(graceMs, savingGraceMs) : graceMs;
}

/** Ways to end a trial: `stop` asks it to, `force` fires when it did not within the grace. */
export interface TrialSignals {
  readonly stop: AbortSignal;
  readonly force: AbortSignal;
}

/** Runs the trial in some place. It settles soon after `force`, with whatever outcome. */
export type TrialRunner = (listener: TrialListener, signals: TrialSignals) => Promise<TrialOutcome>;

type StopCause = OutsideEnding | 'timeout' | 'hung' | 'broken';

/**
 * What every executor does around a trial: passes its reports on, tells it to stop when it is pruned, interrupted, too slow or
 * hung, ends it by force when it does not, and names the outcome by whichever came first. All that a trial tells comes through
 * here and is read as what anybody may have said.
 */
export async function superviseTrial(
  listener: TrialListener,
  options: Omit<RunOptions, 'slot'> & { readonly graceMs: number },
  run: TrialRunner,
): Promise<TrialOutcome> {
  if (options.signal.aborted) return outcomeOfEnding(outsideEnding(options.signal));
  const stopping = new AbortController();
  const forcing = new AbortController();
  const timers: NodeJS.Timeout[] = [];
  let cause: StopCause | undefined;
  let bug: unknown;
  let fault = '';
  let lastStep = 0;

  const stop = (why: StopCause) => {
    if (cause !== undefined) return;
    cause = why;
    watch.end();
    stopping.abort();
    timers.push(setTimeout(() => forcing.abort(), options.graceMs));
  };
  const watch = new HangWatch(options.hangMs, () => stop('hung'));
  const supervised: TrialListener = {
    async reported(step, metrics): Promise<Verdict> {
      watch.lives();
      if (cause !== undefined) return 'stop';
      const wrong = faultOfReport(step, metrics, lastStep);
      if (wrong !== undefined) {
        fault = wrong;
        stop('broken');
        return 'stop';
      }
      lastStep = step;
      try {
        if ((await listener.reported(step, metrics)) === 'stop') stop('pruned');
      } catch (error) {
        bug ??= error;
        stop('interrupted');
      }
      // It may have been interrupted while it waited for the answer.
      return cause === undefined ? 'continue' : 'stop';
    },
    progressed(progress) {
      if (!isProgress(progress)) return;
      watch.lives();
      listener.progressed(progress);
    },
  };
  const interrupt = () => stop(outsideEnding(options.signal));
  options.signal.addEventListener('abort', interrupt);
  if (options.timeoutMs !== undefined) {
    timers.push(setTimeout(() => stop('timeout'), Math.min(options.timeoutMs, longestTimerMs)));
  }
  try {
    const outcome = readOutcome(await run(supervised, { stop: stopping.signal, force: forcing.signal }));
    if (bug !== undefined) throw bug;
    return outcomeOf(outcome, cause, { fault, timeoutMs: options.timeoutMs, silentMs: watch.silentMs });
  } finally {
    watch.end();
    options.signal.removeEventListener('abort', interrupt);
    for (const timer of timers) clearTimeout(timer);
  }
}

/** Whether a trial may have left its thread or process without memory, or its device in no state, for the next. */
export function needsFreshPlace(outcome: TrialOutcome): boolean {
  return outcome.kind === 'failed' && (outcome.reason === 'out-of-memory' || outcome.reason === 'crashed');
}

/** A trial that got to its end in spite of being told to stop is complete, unless the pruner had decided. */
function outcomeOf(
  outcome: TrialOutcome,
  cause: StopCause | undefined,
  {
    fault,
    timeoutMs = 0,
    silentMs,
  }: { readonly fault: string; readonly timeoutMs: number | undefined; readonly silentMs: number },
): TrialOutcome {
  if (cause === 'pruned') return { kind: 'pruned' };
  if (cause === 'broken') return broken(fault);
  if (outcome.kind === 'complete') return outcome;
  if (cause === 'interrupted' || cause === 'stopped') return outcomeOfEnding(cause);
  if (cause === 'hung') {
    const seconds = Number((silentMs / 1000).toPrecision(3));
    return { kind: 'failed', reason: 'timeout', message: `hung: it reported nothing for ${seconds} s` };
  }
  if (cause === 'timeout') return { kind: 'failed', reason: 'timeout', message: `took longer than ${timeoutMs / 1000} s` };
  return outcome.kind === 'failed' ? outcome : broken(`ended as ${outcome.kind}, though nobody had stopped it`);
}
