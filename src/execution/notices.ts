import type { StudyEvent } from '../core/events.js';
import type { Metrics } from '../core/trial.js';

/** What a run tells people in words of its own. What would be said again and again is said once. */
export class Notices {
  #saidMetricMissing = false;
  #saidQuotaReached = false;

  constructor(
    private readonly emit: (event: StudyEvent) => void,
    private readonly now: () => number,
  ) {}

  inform(messages: readonly string[]): void {
    for (const message of messages) this.emit({ type: 'notice', at: this.now(), level: 'info', message });
  }

  warn(message: string): void {
    this.emit({ type: 'notice', at: this.now(), level: 'warning', message });
  }

  /** Warns of the first report without the metric that the study optimises. */
  ofReport(trialNumber: number, metrics: Metrics, metric: string): void {
    if (this.#saidMetricMissing || metric in metrics) return;
    this.#saidMetricMissing = true;
    const reported = Object.keys(metrics).join(', ') || 'nothing';
    this.warn(
      `Trial ${trialNumber} reported ${reported}, but not "${metric}", which the study optimises: it cannot be stopped early`,
    );
  }

  /** Warns of the first checkpoints that the quota takes. `dropped`: numbers of the trials whose they were. */
  ofQuota(dropped: readonly number[]): void {
    if (this.#saidQuotaReached || dropped.length === 0) return;
    this.#saidQuotaReached = true;
    this.warn(
      `The checkpoints reach their quota: those of the worst paused trials go (${dropped.join(', ')}), which begin anew if they are promoted`,
    );
  }
}
