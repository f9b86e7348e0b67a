import type { StudyRecord } from '../core/study-record.js';
import { objectivesOf } from '../core/study-spec.js';
import { tallyText } from '../study/tally.js';
import { expectedOfWinner, plusMinus } from './certainty-text.js';
import { deviceText } from './reproduction.js';
import { searchedParameters } from './searched-parameters.js';
import type { Summary } from './summary.js';
import { testValue } from './verdict.js';
import { choiceText, countText, durationText, numberText } from './wording.js';

/** How the study was done and what it found, as a paper's methods section has it: plain text to paste. */
export function methodsParagraph(record: StudyRecord, summary: Summary): string {
  const { spec, environment } = record;
  const searched = searchedParameters(spec.space);
  const aims = objectivesOf(spec)
    .map(({ goal, metric }) => `${goal === 'maximize' ? 'the highest' : 'the lowest'} ${metric}`)
    .join(' and ');
  const pruning = spec.pruner.type === 'none' ? 'without early stopping' : `with early stopping by ${optionsText(spec.pruner)}`;
  const steps = spec.task.epochs === undefined ? '' : ` of at most ${countText(spec.task.epochs, 'epoch')}`;
  const workers = spec.workers ?? environment?.devices.length;
  const sentences = [
    `We searched ${countText(searched.length, 'hyperparameter')} (${searched.map(({ name }) => name).join(', ')}) for ${aims} with Hypersweep${environment ? ` ${environment.hypersweep}` : ''}` +
      ` (sampler ${optionsText(spec.sampler)}, seed ${spec.seed}), ${pruning}.`,
    `The study had ${countText(summary.trials.total, 'trial')}${steps} (${tallyText(summary.trials) || 'none has ended'})` +
      `${workers === undefined ? '' : `, ${countText(workers, 'trial')} at a time`}, and took ${durationText(summary.elapsedMs)}` +
      `${environment ? ` on ${deviceText(environment.devices)} (${hardwareText(environment)})` : ''}.`,
    ...bestSentence(record, summary),
  ];
  return sentences.join(' ');
}

/** `asha (min_iter 1, eta 3)` */
function optionsText({ type, ...options }: { readonly type: string; readonly [option: string]: unknown }): string {
  const given = Object.entries(options).flatMap(([name, value]) =>
    ['string', 'number', 'boolean'].includes(typeof value) ? [`${name} ${value}`] : [],
  );
  return given.length > 0 ? `${type} (${given.join(', ')})` : type;
}

function hardwareText({ cpu, cores, memoryBytes, gpus = [] }: NonNullable<StudyRecord['environment']>): string {
  const memory = memoryBytes === undefined ? [] : [`${numberText(Math.round(memoryBytes / 2 ** 30))} GiB of memory`];
  return [cpu, countText(cores, 'core'), ...memory, ...gpus].join(', ');
}

function bestSentence({ spec }: StudyRecord, summary: Summary): string[] {
  const { best } = summary;
  if (best === null) return [];
  const settings = searchedParameters(spec.space).flatMap(({ name }) =>
    best.params[name] === undefined ? [] : [`${name} ${choiceText(best.params[name])}`],
  );
  const [winner] = summary.certainty?.configurations ?? [];
  const expected = summary.certainty && expectedOfWinner(summary.certainty);
  if (winner && expected) {
    const tested = winner.test ? `; on test data, which played no part in choosing it, it has ${plusMinus(winner.test)}` : '';
    return [
      `The trial ranked first can be expected to have ${summary.metric} ${plusMinus(expected)}, by ${countText(winner.seeds, 'fresh seed')} (95 % confidence interval; the search saw ${numberText(winner.seen)})${tested} (${settings.join(', ')}).`,
    ];
  }
  const test = testValue(summary);
  const tested = test === undefined ? '' : `; on test data, which played no part in choosing it, it has ${numberText(test)}`;
  return [
    `The trial ranked first has ${summary.metric} ${numberText(best.value)} on the data that it was chosen by${tested} (${settings.join(', ')}).`,
  ];
}
