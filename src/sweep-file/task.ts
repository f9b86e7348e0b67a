import * as z from 'zod';
import { isModuleFile } from '../core/module-file.js';
import type { ModuleSpec, ProgramSpec, TaskSpec, TrainingKind, TrainingSpec } from '../core/task-spec.js';
import { taskNames } from '../tasks/index.js';
import { check, isObject, oneOf, oneOfNames, wholeNumberFrom } from './check.js';
import { classWeightsSchema } from './class-weights.js';
import { readImageData } from './image-data.js';
import { moduleUrl } from './module-url.js';
import type { Path, Problems } from './problems.js';
import { readProgram } from './program.js';
import { readTabularData } from './tabular-data.js';
import { readTaggedData } from './tagged-data.js';
import { readSentenceAugmentation, readTextAugmentation } from './text-augmentation.js';
import { readTextData } from './text-data.js';

/** Passes over the training data when `task.epochs` is left out. */
const defaultEpochs = 20;

const epochs = wholeNumberFrom(1).optional();
const trainingSchema = z.strictObject({
  type: z.string(),
  epochs,
  score: oneOfNames(['best', 'last']).optional(),
  data: z.unknown().optional(),
});
const augmentation = { augmentation: z.unknown().optional() };
const classWeights = { class_weights: classWeightsSchema.optional() };
const trainingSchemas = {
  'text-classification': trainingSchema.extend({ ...augmentation, ...classWeights }),
  'image-classification': trainingSchema.extend(classWeights),
  'sequence-labelling': trainingSchema.extend(augmentation),
  'tabular-classification': trainingSchema.extend(classWeights),
  'tabular-regression': trainingSchema,
} as const satisfies Record<TrainingKind, z.ZodType>;
const filePath = z.string('the path of a module in JavaScript or TypeScript');
const exportName = z.string('the name of an export').min(1, 'the name of an export').optional();
const moduleSchema = z.strictObject({ type: z.string(), file: filePath, export: exportName, epochs });
const inlineSchema = z.strictObject({ type: z.string().optional(), epochs });

/** `task.data` of each built-in task, with the shares of its parts. */
type ReadData<Spec extends TrainingSpec> = (
  value: unknown,
  path: Path,
  baseFolder: string,
  problems: Problems,
) => Pick<Spec, 'data' | 'split'> | undefined;

const dataReaders: { readonly [Kind in TrainingKind]: ReadData<Extract<TrainingSpec, { kind: Kind }>> } = {
  'text-classification': readTextData,
  'image-classification': readImageData,
  'sequence-labelling': readTaggedData,
  'tabular-classification': readTabularData,
  'tabular-regression': readTabularData,
};

/** `task.augmentation` of the tasks that have it. */
const augmentationReaders: Partial<Record<TrainingKind, typeof readTextAugmentation>> = {
  'text-classification': readTextAugmentation,
  'sequence-labelling': readSentenceAugmentation,
};

interface TaskSettings {
  readonly task: unknown;
  /** Short for a task of the type `module`. */
  readonly module: unknown;
  /** W&B's keys, short for a task of the type `program`; or, for a module without a command, of the type `module`. */
  readonly program: unknown;
  readonly command: unknown;
  readonly baseFolder: string;
  /** Whether a trial may be a function in this process. */
  readonly allowsInline: boolean;
}

/** `task`, or one of its short forms: what a trial is. */
export function readTask(settings: TaskSettings, problems: Problems): TaskSpec | undefined {
  const { task, baseFolder, allowsInline } = settings;
  const types = [...taskNames, 'module', 'program', 'table', ...(allowsInline ? ['inline'] : [])];
  const shortForm = (['module', 'program', 'command'] as const).find((key) => settings[key] !== undefined);
  if (task === undefined && shortForm) return readShortForm(shortForm, settings, problems);
  if (task === undefined && allowsInline) return { kind: 'inline' };
  const path = ['task'];
  if (shortForm) problems.add([shortForm], `does not go with \`task\`; write ${longForms[shortForm]}`);
  if (!isObject(task) || Array.isArray(task)) {
    problems.expected(
      'a mapping that says what a trial runs, such as { type: text-classification, data: intl-languages }',
      task,
      path,
    );
    return undefined;
  }
  switch (task.type) {
    case 'module':
      return readModule(task, path, baseFolder, problems);
    case 'program':
      return readProgram(task, path, baseFolder, problems);
    // Its values are read once the space is: study.ts.
    case 'table':
      return undefined;
  }
  const kind = taskNames.find((name) => name === task.type);
  if (kind) return readTraining(kind, task, path, baseFolder, problems);
  if (allowsInline && (task.type === undefined || task.type === 'inline')) {
    const inline = check(inlineSchema, task, path, problems);
    return inline && { kind: 'inline', ...(inline.epochs !== undefined && { epochs: inline.epochs }) };
  }
  problems.expected(oneOf(types), task.type, [...path, 'type'], types);
  return undefined;
}

function readTraining(
  kind: TrainingKind,
  task: object,
  path: Path,
  baseFolder: string,
  problems: Problems,
): TrainingSpec | undefined {
  const readAugmentation = augmentationReaders[kind];
  const given = check(trainingSchemas[kind], task, path, problems);
  const named = 'augmentation' in task ? task.augmentation : {};
  const augmentation = readAugmentation?.(named, [...path, 'augmentation'], baseFolder, problems);
  const source = dataReaders[kind]('data' in task ? task.data : undefined, [...path, 'data'], baseFolder, problems);
  if (!given || !source || (readAugmentation && !augmentation)) return undefined;
  const { epochs = defaultEpochs, score } = given;
  // The reader of its kind gave the data.
  return {
    kind,
    ...source,
    epochs,
    ...(score && { score }),
    ...('augmentation' in task && { augmentation }),
    ...('class_weights' in given && { classWeights: given.class_weights }),
  } as TrainingSpec;
}

function readModule(task: object, path: Path, baseFolder: string, problems: Problems): ModuleSpec | undefined {
  const given = check(moduleSchema, task, path, problems);
  const file = 'file' in task && typeof task.file === 'string' ? task.file : undefined;
  const url = file !== undefined && moduleUrl(file, baseFolder, [...path, 'file'], problems);
  if (!given || !url) return undefined;
  return {
    kind: 'module',
    url,
    exportName: given.export ?? 'default',
    ...(given.epochs !== undefined && { epochs: given.epochs }),
  };
}

/** What says the same within `task`. */
const longForms = {
  module: '`task: { type: module, file: ... }`',
  program: '`task: { type: program, program: ... }`',
  command: '`task: { type: program, command: ... }`',
} as const;

type ShortForm = keyof typeof longForms;

function readShortForm(key: ShortForm, settings: TaskSettings, problems: Problems): ModuleSpec | ProgramSpec | undefined {
  const { program, command, baseFolder } = settings;
  const isProgram = command !== undefined || (typeof program === 'string' && !isModuleFile(program));
  if (key !== 'module' && isProgram) {
    const given = { program, command };
    return readProgram(
      Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
      [],
      baseFolder,
      problems,
    );
  }
  if (key === 'module' && isProgram) problems.add(['module'], 'does not go with `program` or `command`; leave one of them out');
  const file = check(filePath, settings[key], [key], problems);
  const url = file && moduleUrl(file, settings.baseFolder, [key], problems);
  return url ? { kind: 'module', url, exportName: 'default' } : undefined;
}
