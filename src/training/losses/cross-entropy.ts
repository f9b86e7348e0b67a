import { softmaxCrossEntropy } from '../kernels/softmax-cross-entropy.js';
import type { ExampleLosses } from './loss.js';

/** -log p of the true class. Also with soft targets whose rows add up to 1. */
export const crossEntropy: ExampleLosses = (logits, targets) => softmaxCrossEntropy(logits, targets);
