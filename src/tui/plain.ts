import type { StudyEvent, StudyOverview } from '../core/events.js';
import { objectivesOf } from '../core/study-spec.js';
import { type CompleteTrial, type FinishedTrial, repeatMarks, stepsOf, workedMs } from '../core/trial.js';
import { marksOf, stateText } from '../study/state-text.js';
import { shortBestText } from './best-text.js';
import { formatDuration, formatElapsed } from './duration.js';
import { formatChoice, formatMetric } from './numbers.js';
import { repeatProgress, searched } from './progress.js';
import { elapsedMs, initialState, reduce, type StudyState, trialOf, withEarlierWork } from './state.js';
import { resultLine } from './summary.js';
import { count, printable } from './text.js';
import { describeAims, describeSpec } from './words.js';

/** For pipes and CI: the line, if any, that tells a reader of each event in turn. */
export function plainLines(): (event: StudyEvent) => string | undefined {
  let state = initialState;
  return (event) => {
    const before = state;
    state = reduce(state, event);
    const line = eventText(event, state, before);
    return line === undefined ? undefined : `[${formatElapsed(elapsedMs(state, event.at)).padStart(6)}] ${line}`;
  };
}

/** What an event says to a reader, if anything, given the study after it and before it. */
export function eventText(event: StudyEvent, state: StudyState, before: StudyState): string | undefined {
  switch (event.type) {
    case 'study-started':
      return startLine(event);
    case 'trial-finished':
      return trialLine(withEarlierWork(event.trial, trialOf(before, event.trial.number)), state, before);
    case 'trial-interrupted':
      return event.keptStep === undefined
        ? `trial ${event.trialNumber} interrupted; it will run again`
        : `trial ${event.trialNumber} interrupted; it will go on after step ${event.keptStep}`;
    case 'study-steered':
      return event.request.answer && printable(event.request.answer.message);
    case 'notice':
      return event.level === 'warning' ? `warning: ${printable(event.message)}` : printable(event.message);
    case 'study-ended':
      return state.overview && resultLine(state);
    default:
      return undefined;
  }
}

function startLine({ study, slots, trials, toFollow = 0 }: Extract<StudyEvent, { type: 'study-started' }>): string {
  const before = trials.length + toFollow;
  const devices = [...new Set(slots.map((slot) => slot.device))].join(', ');
  const parts = [
    `${study.name}: ${describeAims(study)}`,
    `sampler ${describeSpec(study.sampler)}`,
    `pruner ${describeSpec(study.pruner)}`,
    `${count(slots.length, 'worker')} (${devices})`,
    ...(before > 0 ? [`resumed after ${count(before, 'trial')}`] : []),
  ];
  return parts.join('; ');
}

function trialLine(trial: FinishedTrial, state: StudyState, before: StudyState): string {
  const isBest = state.best?.number !== before.best?.number;
  const total = state.overview?.budget.trials;
  const place =
    trial.purpose === undefined
      ? `${searched(state)}${total === undefined ? '' : `/${total}`}`
      : repeatProgress(state, trial.purpose);
  const how = stateText({ state: trial.state, ...marksOf(trial), ...repeatMarks(trial) });
  const parts = [
    `${place} trial ${trial.number} ${how}${isBest ? ' *' : ''}`,
    outcome(trial, state),
    `${count(stepsOf(trial), 'epoch')} in ${formatDuration(workedMs(trial))}`,
    parameters(trial, state),
    ...(state.overview && state.best ? [bestSoFar(state.overview, state.best, state)] : []),
  ];
  return parts.filter(Boolean).join('; ');
}

/** Of several objectives their values would fill the line; they stand in that of the trial. */
function bestSoFar(overview: StudyOverview, best: CompleteTrial, { firstFront }: StudyState): string {
  if (firstFront === undefined) return shortBestText(overview, best);
  return `front of ${firstFront.fronts[0]?.members.length}, first trial ${best.number}`;
}

function outcome(trial: FinishedTrial, { overview }: StudyState): string {
  if (trial.state === 'complete') {
    const objectives = overview ? objectivesOf(overview) : [];
    return objectives.map(({ metric }) => `${metric} ${formatMetric(trial.metrics[metric] ?? Number.NaN)}`).join(', ');
  }
  return printable(trial.state === 'pruned' ? trial.explanation : `${trial.reason}: ${trial.message}`);
}

function parameters(trial: FinishedTrial, state: StudyState): string {
  const names = state.overview?.searchedNames.filter((name) => trial.params[name] !== undefined) ?? [];
  return names.map((name) => `${name}=${formatChoice(trial.params[name])}`).join(' ');
}
