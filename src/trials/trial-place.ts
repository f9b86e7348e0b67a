import type { Device } from '../core/backend.js';
import type { ActiveBackend } from '../training/backends/backend.js';
import type { SharedData } from '../training/shared-data.js';
import type { TensorFlow } from '../training/tf.js';

/** Where a trial runs. */
export interface TrialPlace {
  readonly device: Device;
  /** What its trials read in common with those of other workers. */
  readonly data: SharedData;
  /** Starts the device's backend at the first call, so that a user's own function costs no TensorFlow.js. */
  backend(): Promise<ActiveBackend>;
  /** TensorFlow.js on that backend. */
  tensorflow(): Promise<TensorFlow>;
  /**
   * To be called after each trial: gives back memory that only the trial needed.
   * @throws DeviceError when the device failed meanwhile, whatever the trial made of that
   */
  afterTrial(): Promise<void>;
}
