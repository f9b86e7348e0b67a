import { tf } from './tf.js';

/**
 * Frees what TensorFlow.js kept for a gradient that an error cut short: what each operation saved for its own gradient is disposed
 * at the gradient's end, which then never comes.
 */
export function releaseTape(): void {
  const { state } = tf.engine();
  for (const { saved } of state.activeTape ?? []) tf.dispose(saved);
  state.activeTape = [];
}
