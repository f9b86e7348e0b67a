import { UsageError } from '../core/errors.js';
import type { StudyEvent } from '../core/events.js';
import type { Answer, RecordedRequest, Request, Steering } from '../core/steering.js';
import type { StudySpec } from '../core/study-spec.js';
import type { WaitingTrial } from '../core/trial.js';
import type { StudyControls } from '../execution/study-controls.js';
import { overviewOf } from '../study/overview.js';
import { withRegions } from '../sweep-file/regions.js';
import { applyRequest, canWait } from './apply-request.js';
import type { StudyAtHand } from './begin.js';
import { type SteeredSpace, steeredSoFar } from './steered-space.js';
import { type StudyOrigin, storedOrigin } from './stored-spec.js';

const waitsForResume = 'The study has ended; it waits for a resume';

/** A run of a study, to steer. */
interface Attached {
  readonly controls: StudyControls;
  readonly emit: (event: StudyEvent) => void;
}

/**
 * Steers the study that this process runs: takes up the requests of its database, of this process and of others, one after the
 * other. Each is committed together with what it changes.
 */
export class StudySteering implements Steering {
  readonly #atHand: StudyAtHand;
  #steered: SteeredSpace;
  /** Of trials that people want to run on whatever the pruner says. */
  readonly kept: readonly number[];
  /** Requests from before this run that mean nothing to it. */
  readonly #stale: ReadonlySet<number>;
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  #attached: Attached | undefined;
  #ended = false;
  #seenVersion: number | undefined;

  constructor(atHand: StudyAtHand) {
    this.#atHand = atHand;
    const requests = atHand.open.store.requests();
    const { regions, kept } = steeredSoFar(requests);
    this.#steered = { space: atHand.spec.space, regions };
    this.kept = kept;
    this.#stale = new Set(requests.filter(({ answer, request }) => !answer && !canWait(request)).map(({ id }) => id));
  }

  /** The study with the regions that people closed or pinned. */
  get spec(): StudySpec {
    const { spec } = this.#atHand;
    return { ...spec, space: withRegions(this.#steered.space, this.#steered.regions) };
  }

  async submit(request: Request): Promise<Answer> {
    if (this.#ended) return { outcome: 'refused', message: 'The study has ended' };
    const { id } = this.#atHand.open.store.requestAsked(request, Date.now());
    const answer = new Promise<Answer>((resolve) => this.#waiting.set(id, resolve));
    if (this.#attached) this.#answerAll(this.#attached);
    return answer;
  }

  /** Takes up what was asked since the last call. */
  takeUp(controls: StudyControls, emit: Attached['emit']): void {
    this.#attached ??= { controls, emit };
    const version = this.#atHand.open.store.dataVersion();
    if (version === this.#seenVersion) return;
    this.#seenVersion = version;
    this.#answerAll(this.#attached);
  }

  /** Settles what was submitted and will get no answer any more, such as when the run broke off. */
  close(): void {
    this.#ended = true;
    this.#attached = undefined;
    for (const resolve of this.#waiting.values()) resolve({ outcome: 'waiting', message: waitsForResume });
    this.#waiting.clear();
  }

  /** The run is over: what can wait waits for the next one, the rest is refused. */
  end(): void {
    if (this.#ended) return;
    for (const { id, request } of this.#unanswered()) {
      if (!canWait(request)) this.#conclude(id, { outcome: 'refused', message: 'The study has ended' });
    }
    this.close();
  }

  #answerAll(attached: Attached): void {
    for (const recorded of this.#unanswered()) this.#answer(recorded, attached);
  }

  #unanswered(): RecordedRequest[] {
    return this.#atHand.open.store.requests().filter(({ answer }) => answer === undefined);
  }

  #answer(recorded: RecordedRequest, { controls, emit }: Attached): void {
    const { store } = this.#atHand.open;
    const { answer, enqueued } = store.atomically(() => {
      const applied = this.#apply(recorded, controls);
      this.#conclude(recorded.id, applied.answer);
      return applied;
    });
    const at = Date.now();
    if (enqueued) emit({ type: 'trial-enqueued', at, trial: enqueued });
    emit({
      type: 'study-steered',
      at,
      request: { ...recorded, answer: { ...answer, at } },
      study: overviewOf(controls.spec, this.#atHand.open.folder.root),
      slots: controls.slots,
      settings: {
        paused: controls.paused,
        workers: controls.slots.length,
        kept: controls.kept,
        regions: this.#steered.regions,
      },
    });
  }

  #apply({ id, request }: RecordedRequest, controls: StudyControls): { answer: Answer; enqueued?: WaitingTrial } {
    const refused = (message: string) => ({ answer: { outcome: 'refused', message } as const });
    if (this.#stale.has(id)) return refused('It was asked for when the study did not run');
    try {
      const { message, steered, enqueued } = applyRequest(request, controls, this.#steered);
      this.#steered = steered;
      if (request.kind === 'set') this.#remember(request, controls.elapsedMs);
      return { answer: { outcome: 'done', message }, ...(enqueued && { enqueued }) };
    } catch (error) {
      // One with a cause is what the disk refuses.
      if (error instanceof UsageError && error.cause === undefined) return refused(error.message);
      throw error;
    }
  }

  /** For the next resume, too. */
  #remember({ kind: _, ...set }: Extract<Request, { kind: 'set' }>, elapsedMs: number): void {
    const { open } = this.#atHand;
    const origin = storedOrigin(open);
    const changes = { ...set, ...(set.timeMs !== undefined && { timeFromMs: elapsedMs }) };
    open.store.setOverrides({ ...origin, changes: { ...origin.changes, ...changes } } satisfies StudyOrigin);
  }

  #conclude(id: number, answer: Answer): void {
    this.#atHand.open.store.requestAnswered(id, answer, Date.now());
    this.#waiting.get(id)?.(answer);
    this.#waiting.delete(id);
  }
}
