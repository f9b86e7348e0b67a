import { UsageError } from '../../core/errors.js';
import type { Params } from '../../core/trial.js';
import type { classificationHyperparameters } from '../../tasks/classification-hyperparameters.js';
import type { HyperparametersOf } from '../hyperparameters.js';
import { absoluteError } from './absolute-error.js';
import { brier } from './brier.js';
import { balancedClassWeights } from './class-weights.js';
import { crossEntropy } from './cross-entropy.js';
import { focal } from './focal.js';
import { hinge } from './hinge.js';
import { labelSmoothing } from './label-smoothing.js';
import { loadOwnLoss } from './load-own-loss.js';
import type { ExampleLosses, Loss } from './loss.js';
import { meanLoss } from './mean-loss.js';
import { ownLoss } from './own-loss.js';
import { tryLoss } from './try-loss.js';

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
  readonly classes: number;
}

/** Where losses of the user's own are, and what they are given. */
interface OwnLosses {
  /** File URLs by the names that the parameter `loss` gives them. */
  readonly urls: Readonly<Record<string, string>> | undefined;
  readonly params: Params;
}

/** @throws UsageError for a loss of the user's own that cannot be trained with */
export async function createLoss(
  hyperparameters: ClassificationHyperparameters,
  { labels, classes }: TrainingClasses,
  own: OwnLosses,
): Promise<Loss> {
  const { loss, class_weights } = hyperparameters;
  const weights = class_weights === 'balanced' ? balancedClassWeights(labels, classes) : undefined;
  if (isBuiltIn(loss)) return meanLoss(losses[loss](hyperparameters), weights);
  const exampleLosses = await readOwnLoss(
    { name: loss, url: urlOf(loss, own), params: own.params },
    classes,
    weights !== undefined,
  );
  return meanLoss(exampleLosses, weights);
}

interface OwnLossModule {
  /** As the parameter `loss` gives it. */
  readonly name: string;
  /** A file URL. */
  readonly url: string;
  readonly params: Params;
}

/**
 * @param needsEach whether every example's loss is asked for, not only their mean
 * @throws UsageError for a module that is no loss, or one that cannot be trained with
 */
export async function readOwnLoss(
  { name, url, params }: OwnLossModule,
  classes: number,
  needsEach: boolean,
): Promise<ExampleLosses> {
  const losses = ownLoss(name, await loadOwnLoss(name, url), params);
  tryLoss(name, losses, classes, needsEach);
  return losses;
}

function isBuiltIn(loss: string): loss is keyof typeof losses {
  return Object.hasOwn(losses, loss);
}

function urlOf(loss: string, { urls = {} }: OwnLosses): string {
  const url = Object.hasOwn(urls, loss) ? urls[loss] : undefined;
  if (url === undefined) throw new UsageError(`Expected a loss that the sweep file lists, got ${loss}`);
  return url;
}
