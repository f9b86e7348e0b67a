import type { Pruner } from '../core/pruner.js';

export const noneDescription = { description: 'Every trial runs to its end', options: {} } as const;

export function createNone(): Pruner {
  return { decide: () => ({ prune: false }) };
}
