import { UsageError } from '../core/errors.js';
import { readOptions } from '../core/option.js';
import type { Pruner } from '../core/pruner.js';
import type { PrunerSpec } from '../core/study-spec.js';
import { asha } from './asha.js';
import { auditable } from './audit.js';
import { auto } from './auto.js';
import { curve } from './curve/curve.js';
import type { PrunerDefinition, StudyFacts } from './define.js';
import { hasBands, hyperband } from './hyperband.js';
import { median } from './median.js';
import { none } from './none.js';
import { patient, withPatience } from './patient.js';
import { percentile } from './percentile.js';
import { threshold } from './threshold.js';
import { wilcoxon } from './wilcoxon.js';

/** Every pruner by the name that sweep files use. */
export const pruners: Readonly<Record<string, PrunerDefinition>> = {
  auto,
  asha: auditable(withPatience(asha)),
  hyperband: auditable(withPatience(hyperband), { words: "with W&B's bands", applies: hasBands }),
  median: auditable(withPatience(median)),
  percentile: auditable(withPatience(percentile)),
  curve: auditable(withPatience(curve)),
  patient: auditable(patient),
  threshold: auditable(threshold),
  wilcoxon: auditable(withPatience(wilcoxon)),
  none,
};

/** Throws a UsageError for a type or an option that does not exist, for an option out of its range and for options at odds. */
export function createPruner(spec: PrunerSpec, study: StudyFacts = {}): Pruner {
  const definition = Object.hasOwn(pruners, spec.type) ? pruners[spec.type] : undefined;
  if (definition === undefined) {
    throw new UsageError(`Expected the pruner to be one of ${Object.keys(pruners).join(', ')}, got "${spec.type}"`);
  }
  return definition.create(readOptions(`the pruner ${spec.type}`, definition.options, spec), study);
}
