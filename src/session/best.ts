import { cpSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { derivedOf } from '../core/search-space.js';
import type { TestResult } from '../core/store.js';
import type { StudySpec } from '../core/study-spec.js';
import type { CompleteTrial } from '../core/trial.js';
import type { StudyFolder } from '../storage/study-folder.js';

/**
 * Fills `best/` with the winner: its model, where it saved one, and what it is. The folder is put in place whole, so that
 * whoever reads it finds one winner's model and not parts of two.
 */
export function publishBest(folder: StudyFolder, spec: StudySpec, winner: CompleteTrial, test: TestResult | undefined): void {
  const fresh = `${folder.best}.new`;
  rmSync(fresh, { recursive: true, force: true });
  const model = folder.checkpoint(winner.number);
  if (existsSync(model)) cpSync(model, fresh, { recursive: true });
  else mkdirSync(fresh, { recursive: true });
  writeFileSync(join(fresh, 'trial.json'), `${JSON.stringify(describe(spec, winner, test), null, 2)}\n`);
  rmSync(folder.best, { recursive: true, force: true });
  renameSync(fresh, folder.best);
}

function describe(spec: StudySpec, winner: CompleteTrial, test: TestResult | undefined) {
  return {
    study: spec.name,
    trial: winner.number,
    params: winner.params,
    ...(spec.space.derived?.length && { derived: derivedOf(spec.space, winner.params) }),
    validation: winner.metrics,
    ...(test && { test: test.metrics }),
  };
}
