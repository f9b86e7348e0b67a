import type { classificationHyperparameters } from '../../tasks/classification-hyperparameters.js';
import type { HyperparametersOf } from '../hyperparameters.js';
import { absoluteError } from './absolute-error.js';
import { brier } from './brier.js';
import { balancedClassWeights, givenClassWeights } from './class-weights.js';
import { crossEntropy } from './cross-entropy.js';
import { focal } from './focal.js';
import { hinge } from './hinge.js';
import { labelSmoothing } from './label-smoothing.js';
import type { ExampleLosses, Loss } from './loss.js';
import { meanLoss } from './mean-loss.js';
import { type OwnLosses, readOwnLoss } from './read-own-loss.js';

type ClassificationHyperparameters = HyperparametersOf<typeof classificationHyperparameters>;

type CreateLosses = (hyperparameters: ClassificationHyperparameters) => ExampleLosses;

const losses = {
  'cross-entropy': () => crossEntropy,
  'label-smoothing': ({ smoothing }) => labelSmoothing(smoothing),
  focal: ({ focal_gamma }) => focal(focal_gamma),
  mse: () => brier,
  mae: () => absoluteError,
  hinge: () => hinge,
} as const satisfies Record<(typeof classificationHyperparameters.loss.choices)[number], CreateLosses>;

/** The classes of the examples that are trained on. */
interface TrainingClasses {
  /** [examples], from 0 */
  readonly labels: Int32Array;
  /** Class i is names[i]. */
  readonly names: readonly string[];
  /** What the task gives, by name. */
  readonly weights?: Readonly<Record<string, number>>;
}

const weightings: Record<
  ClassificationHyperparameters['class_weights'],
  (examples: TrainingClasses) => Float32Array | undefined
> = {
  none: () => undefined,
  balanced: ({ labels, names }) => balancedClassWeights(labels, names.length),
  given: ({ labels, names, weights = {} }) => givenClassWeights(weights, names, labels),
};

/** @throws UsageError for a loss of the user's own that cannot be trained with */
export async function createLoss(
  hyperparameters: ClassificationHyperparameters,
  examples: TrainingClasses,
  own: OwnLosses,
): Promise<Loss> {
  const { loss, class_weights } = hyperparameters;
  const weights = weightings[class_weights](examples);
  if (isBuiltIn(loss)) return meanLoss(losses[loss](hyperparameters), weights);
  return meanLoss(await readOwnLoss(loss, own, examples.names.length, weights !== undefined), weights);
}

function isBuiltIn(loss: string): loss is keyof typeof losses {
  return Object.hasOwn(losses, loss);
}
