import { setTimeout as wait } from 'node:timers/promises';
import { UsageError } from '../core/errors.js';
import type { Answer, Request, Steering } from '../core/steering.js';
import type { Trial } from '../core/trial.js';
import type { StudyControls } from '../execution/study-controls.js';
import { SqliteStore } from '../storage/sqlite-store.js';
import { isStudyRunning, type OpenStudy, openStudy } from '../storage/studies.js';
import { studyFolder } from '../storage/study-folder.js';
import { applyRequest, canWait } from './apply-request.js';
import { steeredSoFar } from './steered-space.js';
import { storedSpec } from './stored-spec.js';

/** How often to look for the answer, and after how long to leave it to itself: an inline function may block its process. */
const lookEveryMs = 50;
const patienceMs = 10_000;

/** Steers a study from another process than the one that runs it. `reference`: how it is named in a command. */
export function remoteSteering(root: string, reference: string): Steering {
  const folder = studyFolder(root);
  return {
    async submit(request) {
      // Also says what to do where there is no study.
      const reader = openStudy(root, { mode: 'read' });
      reader.close();
      if (!isStudyRunning(folder)) return leaveForResume(root, reference, request);
      const store = SqliteStore.openToAsk(folder.database);
      try {
        const { id } = store.requestAsked(request, Date.now());
        return await answerTo(id, request, store, () => isStudyRunning(folder), reference);
      } finally {
        store.close();
      }
    },
  };
}

async function answerTo(
  id: number,
  request: Request,
  store: SqliteStore,
  isRunning: () => boolean,
  reference: string,
): Promise<Answer> {
  for (let waitedMs = 0; waitedMs < patienceMs; waitedMs += lookEveryMs) {
    // The study may answer and end between the two looks, in this order.
    const running = isRunning();
    const answer = store.requests().find((recorded) => recorded.id === id)?.answer;
    if (answer) return { outcome: answer.outcome, message: answer.message };
    if (!running) return canWait(request) ? waiting(reference) : refused(request, reference);
    await wait(lookEveryMs);
  }
  return { outcome: 'waiting', message: 'The study is busy; it takes the request up as soon as it can' };
}

/** Checks it now, so that its author hears of a mistake, and leaves it for the next run. */
function leaveForResume(root: string, reference: string, request: Request): Answer {
  if (!canWait(request)) return refused(request, reference);
  const open = openStudy(root, { mode: 'write' });
  try {
    const spec = storedSpec(open);
    const { regions } = steeredSoFar(open.store.requests(), { withWaiting: true });
    try {
      applyRequest(request, idleControls(open, spec), { space: spec.space, regions });
    } catch (error) {
      if (error instanceof UsageError) return { outcome: 'refused', message: error.message };
      throw error;
    }
    open.store.requestAsked(request, Date.now());
    return waiting(reference);
  } finally {
    open.close();
  }
}

/** Of a study that does not run: everything can be asked, nothing happens. */
function idleControls({ store }: OpenStudy, spec: StudyControls['spec']): StudyControls {
  const trials: readonly Trial[] = store.trials();
  return {
    spec,
    trials,
    elapsedMs: store.elapsedMs(),
    paused: false,
    slots: [],
    kept: [],
    pause() {},
    goOn() {},
    stop() {},
    endTrial() {},
    keepTrial: () => false,
    enqueue: (params) => ({ state: 'waiting', number: trials.length, params, attempt: 0, reports: [] }),
    change() {},
  };
}

function waiting(reference: string): Answer {
  return { outcome: 'waiting', message: `${reference} does not run now: \`hypersweep resume ${reference}\` takes it up` };
}

function refused({ kind }: Request, reference: string): Answer {
  const hint = kind === 'go-on' ? `: \`hypersweep resume ${reference}\` goes on with it` : '';
  return { outcome: 'refused', message: `${reference} does not run now${hint}` };
}
