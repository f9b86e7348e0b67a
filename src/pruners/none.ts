import { definePruner } from './define.js';

export const none = definePruner({
  description: 'Every trial runs to its end',
  options: {},
  create: () => ({ decide: () => ({ prune: false }) }),
});
