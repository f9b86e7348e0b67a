import { registerActivationGradients } from './activations.js';
import { registerArithmeticGradients } from './arithmetic.js';
import { registerIndexingGradients } from './indexing.js';
import { registerLinearGradients } from './linear.js';
import { registerReductionGradients } from './reductions.js';
import { registerShapeGradients } from './shapes.js';
import { registerStepGradients } from './steps.js';

/** Registers the gradients of the kernels that our models, losses and optimizers run, on every backend of this thread. */
export function registerGradients(): void {
  registerArithmeticGradients();
  registerActivationGradients();
  registerReductionGradients();
  registerShapeGradients();
  registerIndexingGradients();
  registerLinearGradients();
  registerStepGradients();
}
