/**
 * What is true of every sampler, done around it: no point is proposed twice, constraints hold,
 * where only recorded points can be had the nearest of them is taken, and a sampler that learns is kept from where trials fail.
 */
import type { SampleContext, Sampler } from '../core/sampler.js';
import { isFeasible, isFiniteSpace } from '../core/search-space.js';
import type { Params } from '../core/trial.js';
import { FailedRegions } from './failed-regions.js';
import { feasibleNear, feasiblePoint } from './feasible-point.js';
import { nearestRow } from './nearest-row.js';
import { SeenPoints } from './seen-points.js';
import { unseenPoint } from './unseen.js';

/** Proposals that a sampler may make for one trial before a point near its last one, or a random one, stands in. */
const attempts = 24;
/** Random points without a new one before a space that counts as endless is taken for exhausted: constraints may leave a few. */
const lastDraws = 1_000;

/** `learns`: as its definition says. */
export function admissible(sampler: Sampler, { learns }: { readonly learns: boolean }): Sampler {
  const seen = new SeenPoints();
  const failed = new FailedRegions();

  function suggest(context: SampleContext): Params | 'exhausted' {
    const { space, trials, rng } = context;
    seen.update(space, trials);
    if (learns) failed.update(space, trials);
    const isNew = (point: Params) => !seen.has(point);
    const isOpen = (point: Params) => isNew(point) && isFeasible(space, point);
    const isRejected = learns ? failed.rejection(rng) : () => false;
    const isWelcome = (point: Params) => isOpen(point) && !isRejected(point);

    let last: Params | undefined;
    for (let attempt = 0; attempt < attempts; attempt++) {
      const proposed = sampler.suggest({ ...context, attempt });
      if (proposed === 'exhausted') return 'exhausted';
      const point = space.rows ? nearestRow(space, space.rows, proposed, isOpen) : proposed;
      if (point === undefined) return 'exhausted';
      if (isWelcome(point)) return point;
      last = point;
    }
    // From here on a point stands in for what the sampler's model proposed.
    context.tell?.({ by: 'stand-in', numbers: { 'proposals turned down': attempts } });
    const moved = learns && last ? feasibleNear(space, last, rng) : undefined;
    if (moved && isWelcome(moved)) return moved;
    const draw = (count: number, isWanted: (point: Params) => boolean): Params | undefined => {
      for (let i = 0; i < count; i++) {
        const point = feasiblePoint(space, trials, rng);
        if (point && isWanted(point)) return point;
      }
      return undefined;
    };
    const standIn = draw(attempts, isWelcome);
    if (standIn) return standIn;
    if (isFiniteSpace(space)) return unseenPoint(space, trials.length, isNew, rng);
    return draw(lastDraws, isOpen) ?? 'exhausted';
  }

  return { suggest, ...(sampler.explain && { explain: sampler.explain }) };
}
