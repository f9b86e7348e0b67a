import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../../core/errors.js';
import type { Model } from './model.js';
import { readJson } from './saved-model.js';

/** Models of one kind that are trained side by side and predict together. */
export interface Ensemble<Member extends Model> extends Model {
  readonly members: readonly Member[];
}

/** An ensemble of one is that model: its weights have the names that they have without an ensemble. */
export function createEnsemble<Member extends Model>(size: number, create: () => Member): Ensemble<Member> {
  const members = Array.from({ length: size }, create);
  const weights = members.flatMap((member, i) =>
    size === 1 ? member.weights : member.weights.map((weight) => ({ ...weight, name: `member-${i + 1}/${weight.name}` })),
  );
  return { members, weights };
}

const asset = 'ensemble.json';

/** What a saved ensemble needs beside its weights: nothing where it is one model. */
export function ensembleAssets({ members }: Ensemble<Model>): Readonly<Record<string, unknown>> {
  return members.length === 1 ? {} : { [asset]: { members: members.length } };
}

/** How many members the saved model of a folder has. @throws UsageError where the folder does not tell */
export function savedEnsembleSize(folder: string): number {
  if (!existsSync(join(folder, asset))) return 1;
  const { members } = (readJson(folder, asset) ?? {}) as { readonly members?: unknown };
  if (typeof members === 'number' && Number.isInteger(members) && members > 1) return members;
  throw new UsageError(`Expected how many \`members\` the ensemble has, 2 or more (${join(folder, asset)}).`);
}
