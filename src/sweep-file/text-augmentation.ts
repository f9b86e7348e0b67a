import { resolve } from 'node:path';
import * as z from 'zod';
import type { OptionDescriptions } from '../core/option.js';
import type { TextAugmentation } from '../core/task-spec.js';
import { check } from './check.js';
import { existingFile } from './file-check.js';
import { moduleUrl } from './module-url.js';
import type { DraftParameter } from './parameters.js';
import type { Path, Problems } from './problems.js';

const file = z.string('the path of a file').min(1, 'the path of a file');
const sentenceSchema = z.strictObject({ synonyms: file.optional() }, 'a mapping');
const textSchema = sentenceSchema.extend({ back_translation: z.unknown().optional() });

const translators = '{ command: [program, argument ...] } or { module: translate.js }';
const command = 'a program and its arguments, such as [python3, translate.py]';
const translationSchema = z
  .strictObject(
    { command: z.array(z.string(command).min(1, command), command).min(1, command).optional(), module: file.optional() },
    translators,
  )
  .refine((given) => (given.command === undefined) !== (given.module === undefined), translators);

/** `task.augmentation` of sequence labelling: what variants of training sentences are made from. */
export function readSentenceAugmentation(value: unknown, path: Path, baseFolder: string, problems: Problems): Part<'synonyms'> {
  const given = check(sentenceSchema, value, path, problems);
  return given && readSynonymList(given.synonyms, [...path, 'synonyms'], baseFolder, problems);
}

/** `task.augmentation` of text classification: what variants of training texts are made from. */
export function readTextAugmentation(
  value: unknown,
  path: Path,
  baseFolder: string,
  problems: Problems,
): TextAugmentation | undefined {
  const given = check(textSchema, value, path, problems);
  if (!given) return undefined;
  const { synonyms, back_translation: translation } = given;
  const list = readSynonymList(synonyms, [...path, 'synonyms'], baseFolder, problems);
  const translator =
    translation === undefined ? {} : readBackTranslation(translation, [...path, 'back_translation'], baseFolder, problems);
  return list && translator && { ...list, ...translator };
}

type Part<Key extends keyof TextAugmentation> = Pick<TextAugmentation, Key> | undefined;

function readSynonymList(list: string | undefined, path: Path, baseFolder: string, problems: Problems): Part<'synonyms'> {
  if (list === undefined) return {};
  const synonyms = existingFile(list, baseFolder, path, problems);
  return synonyms === undefined ? undefined : { synonyms };
}

function readBackTranslation(value: unknown, path: Path, folder: string, problems: Problems): Part<'backTranslation'> {
  const given = check(translationSchema, value, path, problems);
  if (given?.command) return { backTranslation: { kind: 'command', command: given.command, folder: resolve(folder) } };
  const url = given?.module && moduleUrl(given.module, folder, [...path, 'module'], problems, 'go into `command`');
  return url ? { backTranslation: { kind: 'module', url } } : undefined;
}

/** Which parameters use what `task.augmentation` names. */
const users = { back_translation: ['back_translation'], synonyms: ['synonym_replacement', 'random_insertion'] };

/** Checks that what translates is named where texts are to be translated, and that nothing is named for no use. */
export function checkAugmentation(
  augmentation: TextAugmentation | undefined,
  parameters: readonly DraftParameter[],
  hyperparameters: OptionDescriptions,
  problems: Problems,
): void {
  const names = new Set(parameters.map(({ name }) => name));
  const translating = parameters.find(({ name }) => name === 'back_translation');
  if (translating && !augmentation?.backTranslation) {
    problems.add(translating.path, `needs what translates: \`task.augmentation.back_translation\`, ${translators}`);
  }
  const given = { back_translation: augmentation?.backTranslation, synonyms: augmentation?.synonyms };
  for (const [key, parameterNames] of Object.entries(users)) {
    if (given[key as keyof typeof users] === undefined || parameterNames.some((name) => names.has(name))) continue;
    const known = parameterNames.filter((name) => Object.hasOwn(hyperparameters, name));
    const missing = known.map((name) => `\`${name}\``).join(' or ');
    problems.warn(['task', 'augmentation', key], `has no effect: no parameter ${missing} says how much of it to use`);
  }
}
