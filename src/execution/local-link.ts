import type { TrialListener } from '../core/executor.js';
import type { TrialLink } from '../trials/trial-link.js';
import type { TrialSignals } from './supervise-trial.js';
import type { openTrialLog } from './trial-log.js';

/** The link of a trial whose code runs in the study's own process. */
export function localLink(listener: TrialListener, signals: TrialSignals, log: ReturnType<typeof openTrialLog>): TrialLink {
  return {
    report: listener.reported,
    progress: listener.progressed,
    stopRequested: () => signals.stop.aborted,
    stopSignal: signals.stop,
    log: log.line,
  };
}
