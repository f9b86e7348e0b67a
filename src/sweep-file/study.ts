import { resolve } from 'node:path';
import * as z from 'zod';
import { deviceSyntax, parseDevice } from '../core/backend.js';
import { valueCount } from '../core/distribution.js';
import type { OptionDescription, OptionDescriptions } from '../core/option.js';
import type { StudySpec } from '../core/study-spec.js';
import { isTraining, type TaskSpec } from '../core/task-spec.js';
import { tasks } from '../tasks/index.js';
import type { TaskDescription } from '../tasks/task-description.js';
import { checkPruner, readAlgorithms } from './algorithms.js';
import { readBudget } from './budget.js';
import { byteSize } from './byte-size.js';
import { check, isObject, wholeNumberFrom } from './check.js';
import { checkClassWeights } from './class-weights.js';
import type { DerivedDraft } from './derived.js';
import { checkDerivedValues } from './derived-values.js';
import { duration } from './duration.js';
import { checkFeasible } from './feasibility.js';
import { checkHyperparameters } from './hyperparameters.js';
import { readMetric } from './metric.js';
import { isForOwnLoss, readOwnLosses } from './own-losses.js';
import { type DraftParameter, type Nesting, nestingOf, readParameters } from './parameters.js';
import type { Problems } from './problems.js';
import { readSearchSpace } from './search-space.js';
import { readSeveralSeeds } from './several-seeds.js';
import { nameRule, studyName } from './study-name.js';
import { isTable, readTable, readTableSource } from './table.js';
import { readTask } from './task.js';
import { constraintsOfTask } from './task-rules.js';
import { checkAugmentation } from './text-augmentation.js';

/** So that a sweep without a seed repeats itself, too. */
const defaultSeed = 1;

const seedRule = 'a whole number from 0 to 4294967295';

const hangRule = 'auto, off, or a time above 0 such as 90s or 30m';

const deviceName = z.string(deviceSyntax).refine((text) => parseDevice(text) !== undefined, deviceSyntax);
const devicesSchema = z.union([deviceName, z.array(deviceName).min(1)], `${deviceSyntax}; or a list of such`);

const file = z.string('the path of a file').min(1, 'the path of a file');
const warmStart = z.union(
  [file.transform((path) => ({ file: path })), z.strictObject({ file, study: z.string().optional() })],
  'the path of a file, or { file: PATH, study: NAME }',
);

/** All keys of a sweep. Those of unknown type are read by a function of their own. */
const studySchema = z.strictObject({
  name: z
    .string(nameRule)
    .refine((name) => studyName(name) !== undefined, nameRule)
    .optional(),
  description: z.string('text').optional(),
  method: z.unknown().optional(),
  metric: z.unknown().optional(),
  task: z.unknown().optional(),
  module: z.unknown().optional(),
  program: z.unknown().optional(),
  command: z.unknown().optional(),
  parameters: z.unknown().optional(),
  constraints: z.unknown().optional(),
  derived: z.unknown().optional(),
  early_terminate: z.unknown().optional(),
  run_cap: wholeNumberFrom(1).optional(),
  budget: z.unknown().optional(),
  repeats: z.unknown().optional(),
  finalize: z.unknown().optional(),
  seed: z
    .int(seedRule)
    .min(0, seedRule)
    .max(2 ** 32 - 1, seedRule)
    .optional(),
  workers: wholeNumberFrom(1).optional(),
  devices: devicesSchema.optional(),
  per_device: wholeNumberFrom(1).optional(),
  timeout: duration.optional(),
  hang_timeout: z.union([duration, z.enum(['auto', 'off'])], hangRule).optional(),
  memory_limit: byteSize.optional(),
  retries: wholeNumberFrom(0).optional(),
  checkpoint_every: duration.optional(),
  checkpoint_quota: byteSize.optional(),
  warm_start: warmStart.optional(),
  simulate: z.unknown().optional(),
});

/** W&B's keys that say where its own server keeps a sweep. */
const ignoredKeys = ['project', 'entity', 'controller'];
/** Keys that would change what is run, so that leaving them out would be wrong. */
const unsupportedKeys = ['job', 'image_uri'];

export interface StudySource {
  readonly baseFolder: string;
  /** For a study that gives itself no name. */
  readonly defaultName: string;
  readonly allowsInline: boolean;
}

/**
 * A study from the keys of a sweep. All parts are read, whatever is wrong with the others.
 *
 * @throws UsageError listing every mistake.
 */
export function readStudy(value: Readonly<Record<string, unknown>>, source: StudySource, problems: Problems): StudySpec {
  const settings = withoutForeignKeys(value, problems);
  const general = check(studySchema, settings, [], problems);
  const builtIn = builtInTask(settings.task);
  const metric = readMetric(settings.metric, builtIn?.metrics, problems);
  const { task: givenTask, module, program, command } = settings;
  const ownTask = readTask({ ...source, task: givenTask, module, program, command }, problems);
  const tableSource = isTable(settings.task) ? readTableSource(settings.task, ['task'], source.baseFolder, problems) : undefined;
  const { sampler, pruner } = readAlgorithms(settings, metric?.furtherObjectives?.length ?? 0, problems);
  if (isTable(settings.task) && metric?.furtherObjectives)
    problems.add(['metric'], 'expected one metric: recorded runs (`task: table`) have the values of one, and here are several');
  const severalSeeds = readSeveralSeeds(settings, metric?.furtherObjectives?.length ?? 0, problems);
  const parameters = readParameters(settings.parameters, problems);
  const limits = { runCap: general?.run_cap, metric, method: sampler?.type };
  const budget = readBudget(settings.budget, limits, problems);
  const hyperparameters = builtIn && hyperparametersOf(builtIn, ownTask);
  const ownLosses = hyperparameters && readOwnLosses(parameters, hyperparameters, source.baseFolder, problems);
  const isForTask = (parameter: { readonly name: string }) => !ownLosses || !isForOwnLoss(parameter);
  if (hyperparameters) checkHyperparameters(parameters.filter(isForTask), hyperparameters, problems);
  if (hyperparameters && (ownTask?.kind === 'text-classification' || ownTask?.kind === 'sequence-labelling')) {
    checkAugmentation(ownTask.augmentation, parameters, hyperparameters, problems);
  }
  if (hyperparameters) checkClassWeights(ownTask, parameters, problems);
  if (sampler?.type === 'grid') checkGrid(parameters, problems);
  const expressions = { constraints: settings.constraints, derived: settings.derived };
  const { space: ownSpace, derived, constraints, variables } = readSearchSpace({ ...expressions, drafts: parameters }, problems);
  const table = tableSource && metric && !problems.any ? readTable(tableSource, ownSpace, metric.objective, problems) : undefined;
  const [task, searched] = table ? [table.task, table.space] : [ownTask, ownSpace];
  const nesting = nestingOf(parameters);
  checkApart(derived, nesting, problems);
  problems.throwIfAny();
  if (!general || !metric || !task || !sampler || !pruner || !budget)
    throw new Error('A part of the sweep is missing unreported');
  if (task.kind === 'program' && general.memory_limit !== undefined)
    problems.warn(['memory_limit'], 'has no effect: what a program takes is not watched');
  // Only what is right so far can be tried out.
  checkPruner(pruner, task.epochs, problems);
  checkFeasible(searched, constraints, problems);
  checkDerivedValues(derived.filter(isForTask), searched, hyperparameters, problems);
  const places = new Map([...parameters, ...derived].map(({ name, path }) => [name, path]));
  const rules = builtIn ? constraintsOfTask(builtIn, { space: searched, variables, places }, problems) : [];
  problems.throwIfAny();
  const space = rules.length === 0 ? searched : { ...searched, constraints: [...(searched.constraints ?? []), ...rules] };
  const { description, seed = defaultSeed, workers, devices, per_device, warm_start } = general;
  return {
    name: general.name === undefined ? source.defaultName : nameOf(general.name, problems),
    ...(description !== undefined && { description }),
    objective: metric.objective,
    ...(metric.furtherObjectives && { furtherObjectives: metric.furtherObjectives }),
    space,
    sampler,
    pruner,
    budget,
    seed,
    ...severalSeeds,
    ...(workers !== undefined && { workers }),
    ...(devices !== undefined && { devices: [devices].flat() }),
    ...(per_device !== undefined && { perDevice: per_device }),
    ...watchOver(general),
    ...(warm_start && { warmStart: { ...warm_start, file: resolve(source.baseFolder, warm_start.file) } }),
    task: {
      ...task,
      ...(isTraining(task) && ownLosses && { ownLosses }),
      ...(task.kind === 'program' && nesting && { nesting }),
    },
  };
}

/** What is watched about a trial from outside. */
function watchOver(general: z.infer<typeof studySchema>) {
  const { timeout, hang_timeout, memory_limit, retries, checkpoint_every, checkpoint_quota } = general;
  return {
    ...(timeout !== undefined && { timeoutMs: timeout }),
    ...(hang_timeout !== undefined && hang_timeout !== 'auto' && { hangMs: hang_timeout }),
    ...(memory_limit !== undefined && { memoryLimitBytes: memory_limit }),
    ...(retries !== undefined && { retries }),
    ...(checkpoint_every !== undefined && { checkpointEveryMs: checkpoint_every }),
    ...(checkpoint_quota !== undefined && { checkpointQuotaBytes: checkpoint_quota }),
  };
}

function withoutForeignKeys(settings: Readonly<Record<string, unknown>>, problems: Problems): Record<string, unknown> {
  for (const key of Object.keys(settings)) {
    if (ignoredKeys.includes(key)) problems.warn([key], "is about W&B's server and has no meaning here");
    if (unsupportedKeys.includes(key)) problems.add([key], 'is not supported yet; leave it out');
  }
  const foreign = [...ignoredKeys, ...unsupportedKeys];
  return Object.fromEntries(Object.entries(settings).filter(([key]) => !foreign.includes(key)));
}

function builtInTask(task: unknown): TaskDescription | undefined {
  return isObject(task) && typeof task.type === 'string' && Object.hasOwn(tasks, task.type)
    ? tasks[task.type as keyof typeof tasks]
    : undefined;
}

/** `task` is left out when it has mistakes of its own. */
function hyperparametersOf({ hyperparameters }: TaskDescription, task: TaskSpec | undefined): OptionDescriptions {
  const bounded = { ...hyperparameters.epochs, ...(task?.epochs !== undefined && { maximum: task.epochs }) };
  return { ...hyperparameters, epochs: bounded as OptionDescription };
}

/** A program that gets parameters in a mapping cannot get a derived value under the mapping's name. */
function checkApart(derived: readonly DerivedDraft[], nesting: Nesting = {}, problems: Problems): void {
  const mappings = new Set(Object.values(nesting).map(([first]) => first));
  for (const { name, path } of derived) {
    if (mappings.has(name)) problems.add(path, `\`${name}\` is a mapping of nested parameters; choose another name`);
  }
}

function checkGrid(parameters: readonly DraftParameter[], problems: Problems): void {
  for (const { path, distribution } of parameters) {
    if (!distribution || Number.isFinite(valueCount(distribution))) continue;
    problems.add(
      path,
      'expected a finite number of values for a grid, got a continuous range; give it a `step` or list `values`',
    );
  }
}

function nameOf(given: string, problems: Problems): string {
  const { name, warning } = studyName(given) ?? { name: given };
  if (warning !== undefined) problems.warn(['name'], warning);
  return name;
}
