import { UsageError } from '../core/errors.js';
import type { Request } from '../core/steering.js';
import type { RunningTrial, WaitingTrial } from '../core/trial.js';
import type { StudyControls } from '../execution/study-controls.js';
import { searchTrials } from '../study/search-trials.js';
import { pointFrom } from '../sweep-file/point.js';
import { withRegions } from '../sweep-file/regions.js';
import { regionsAfter, type SteeredSpace } from './steered-space.js';

/** What a request came to: what happens now, in words, and the space from here on. */
export interface Applied {
  readonly message: string;
  readonly steered: SteeredSpace;
  readonly enqueued?: WaitingTrial;
}

/** Does what a person asks of a study. @throws UsageError with the reason when it cannot be done; nothing has changed then. */
export function applyRequest(request: Request, controls: StudyControls, steered: SteeredSpace): Applied {
  const done = (message: string) => ({ message, steered });
  switch (request.kind) {
    case 'pause':
      if (controls.paused) throw new UsageError('The study is paused already; `go-on` lets it run');
      controls.pause();
      return done(`Paused: no new trials start${running(controls)}`);
    case 'go-on':
      if (!controls.paused) throw new UsageError('The study is not paused');
      controls.goOn();
      return done('The study goes on');
    case 'stop':
      controls.stop(request.now === true);
      return done(request.now ? 'The study stops now: its running trials run again when it is resumed' : stopMessage(controls));
    case 'stop-trial':
      runningTrial(request.trialNumber, controls);
      controls.endTrial(request.trialNumber, 'stopped');
      return done(`Trial ${request.trialNumber} is stopped`);
    case 'prune':
      runningTrial(request.trialNumber, controls);
      controls.endTrial(request.trialNumber, 'pruned');
      return done(`Trial ${request.trialNumber} is pruned`);
    case 'keep':
      runningTrial(request.trialNumber, controls);
      if (!controls.keepTrial(request.trialNumber))
        throw new UsageError(`Trial ${request.trialNumber} has just been pruned; \`enqueue --like\` runs it again`);
      return done(`Trial ${request.trialNumber} runs on, whatever the pruner says`);
    case 'enqueue': {
      const enqueued = controls.enqueue(pointFrom(steered.space, request.params, 'parameters'));
      return { ...done(`Trial ${enqueued.number} is in line with these parameters`), enqueued };
    }
    case 'ban':
    case 'pin':
    case 'lift':
      return confine(request, controls, steered);
    case 'set':
      return done(set(request, controls));
  }
}

/** Whether a request means something to a study that does not run: it can wait until it does. */
export function canWait({ kind }: Request): boolean {
  return ['enqueue', 'ban', 'pin', 'lift', 'set'].includes(kind);
}

function confine(
  request: Extract<Request, { readonly region: string }>,
  controls: StudyControls,
  { space, regions }: SteeredSpace,
): Applied {
  const isKnown = regions.some(({ source }) => source === request.region);
  if (request.kind === 'lift' && !isKnown) throw new UsageError(unknownRegion(request.region, regions));
  if (request.kind !== 'lift' && isKnown)
    throw new UsageError(`"${request.region}" is banned or pinned already; \`lift\` takes it back`);
  const after = { space, regions: regionsAfter(regions, request) };
  controls.change({ ...controls.spec, space: withRegions(space, after.regions) });
  const messages = {
    ban: `No new trials are proposed where ${request.region}`,
    pin: `New trials are proposed only where ${request.region}`,
    lift: `"${request.region}" no longer binds the search`,
  };
  return { message: messages[request.kind], steered: after };
}

function unknownRegion(region: string, regions: SteeredSpace['regions']): string {
  const known = regions.map(({ kind, source }) => `${kind} "${source}"`).join(', ');
  return `Expected a region that is banned or pinned (${known || 'there is none'}), got "${region}"`;
}

function set({ workers, trials, timeMs }: Extract<Request, { kind: 'set' }>, controls: StudyControls): string {
  if (workers === undefined && trials === undefined && timeMs === undefined)
    throw new UsageError('Expected something to set: the workers, the trials or the time');
  const { spec } = controls;
  const budget = {
    ...spec.budget,
    ...(trials !== undefined && { trials }),
    ...(timeMs !== undefined && { timeMs, timeFromMs: controls.elapsedMs }),
  };
  controls.change({ ...spec, budget, ...(workers !== undefined && { workers }) });
  const parts = [
    ...(workers === undefined ? [] : [`${workers} trials at a time`]),
    ...(trials === undefined ? [] : [`${trials} trials in all, of which ${searchTrials(controls.trials).length} have begun`]),
    ...(timeMs === undefined ? [] : [`${minutes(timeMs)} in all, of which ${minutes(controls.elapsedMs)} have passed`]),
  ];
  return `From now on: ${parts.join('; ')}`;
}

function minutes(ms: number): string {
  return `${Number((ms / 60_000).toFixed(1))} minutes`;
}

function runningTrial(trialNumber: number, { trials }: StudyControls): RunningTrial {
  const trial = trials[trialNumber];
  if (trial?.state === 'running') return trial;
  const numbers = trials.flatMap(({ state, number }) => (state === 'running' ? [number] : []));
  const which = numbers.length === 0 ? 'none runs now' : `those that run now are ${numbers.join(', ')}`;
  throw new UsageError(`Expected a running trial (${which}), got trial ${trialNumber}, which is ${trial?.state ?? 'unknown'}`);
}

function running({ trials }: StudyControls): string {
  const count = trials.filter(({ state }) => state === 'running').length;
  if (count === 0) return '';
  return count === 1 ? '; the running one goes on' : `; the ${count} running ones go on`;
}

function stopMessage({ trials }: StudyControls): string {
  const count = trials.filter(({ state }) => state === 'running').length;
  return count === 0 ? 'The study stops' : `The study stops after the running trial${count === 1 ? '' : 's'}`;
}
