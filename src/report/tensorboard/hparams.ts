/** The messages of the HParams plugin: tensorboard/plugins/hparams/api.proto and plugin_data.proto. */
import { type Choice, type Distribution, isListed } from '../../core/distribution.js';
import type { Parameter } from '../../core/search-space.js';
import { objectivesOf, type StudySpec } from '../../core/study-spec.js';
import { isFinished, type Trial } from '../../core/trial.js';
import { bytesField, doubleField, type Encoded, message, varintField } from './protobuf.js';

export const tags = {
  experiment: '_hparams_/experiment',
  start: '_hparams_/session_start_info',
  end: '_hparams_/session_end_info',
} as const;

/** The tag of what a complete trial came to in the end; under the metric's own name is its curve. */
export function finalTag(metric: string): string {
  return `final/${metric}`;
}

const dataTypes = { text: 1, boolean: 2, number: 3 } as const;

/** A pruned trial is neither a success nor a failure; one that runs has no end yet. */
const statuses = { complete: 1, pruned: 0, failed: 2 } as const;

/** What is varied, within which bounds, and which metrics count. */
export function experiment(spec: StudySpec, createdAt: number): Encoded {
  return bytesField(
    2,
    message(
      bytesField(6, spec.name),
      ...(spec.description === undefined ? [] : [bytesField(1, spec.description)]),
      doubleField(3, createdAt / 1000),
      ...spec.space.parameters.map((parameter) => bytesField(4, hparamInfo(parameter))),
      ...objectivesOf(spec).flatMap(({ metric }) => [
        bytesField(5, metricInfo(finalTag(metric), metric)),
        bytesField(5, metricInfo(metric, `${metric} (last)`)),
      ]),
    ),
  );
}

export function sessionStart(trial: Trial, startedAt: number, { space }: StudySpec): Encoded {
  const entries = space.parameters.flatMap(({ name, distribution }) => {
    const choice = trial.params[name];
    if (choice === undefined) return [];
    return [bytesField(1, message(bytesField(1, name), bytesField(2, value(choice, typeOf(distribution)))))];
  });
  return bytesField(3, message(...entries, bytesField(4, groupName(trial)), doubleField(5, startedAt / 1000)));
}

/** Undefined while it runs. */
export function sessionEnd(trial: Trial): Encoded | undefined {
  if (!isFinished(trial)) return undefined;
  return bytesField(4, message(varintField(1, statuses[trial.state]), doubleField(2, trial.finishedAt / 1000)));
}

/** A group is what has the same parameters; each trial is one of its own. */
function groupName({ number }: Trial): string {
  return `trial ${number}`;
}

function hparamInfo({ name, distribution }: Parameter): Encoded {
  const type = typeOf(distribution);
  return message(bytesField(1, name), varintField(4, dataTypes[type]), domain(distribution, type));
}

function domain(distribution: Distribution, type: keyof typeof dataTypes): Encoded {
  if (!isListed(distribution)) return bytesField(6, message(doubleField(1, distribution.low), doubleField(2, distribution.high)));
  return bytesField(5, message(...distribution.choices.map((choice) => bytesField(1, value(choice, type)))));
}

function metricInfo(tag: string, displayName: string): Encoded {
  return message(bytesField(1, message(bytesField(2, tag))), bytesField(3, displayName));
}

/** Choices of several types are texts, all of them. */
function typeOf(distribution: Distribution): keyof typeof dataTypes {
  if (!isListed(distribution)) return 'number';
  const types = new Set(distribution.choices.map((choice) => typeof choice));
  const [only] = types;
  return types.size === 1 && (only === 'number' || only === 'boolean') ? only : 'text';
}

/** `google.protobuf.Value`. */
function value(choice: Choice, type: keyof typeof dataTypes): Encoded {
  if (type === 'number') return doubleField(2, choice as number);
  if (type === 'boolean') return varintField(4, choice ? 1 : 0);
  return bytesField(3, String(choice));
}
