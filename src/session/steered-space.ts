import type { SearchSpace } from '../core/search-space.js';
import type { RecordedRequest, Region, Request } from '../core/steering.js';

/** What a person has made of a study's space. */
export interface SteeredSpace {
  /** As the sweep file has it. */
  readonly space: SearchSpace;
  /** In the order in which they were closed or pinned. */
  readonly regions: readonly Region[];
}

/** The regions after a request. */
export function regionsAfter(regions: readonly Region[], request: Request): readonly Region[] {
  switch (request.kind) {
    case 'ban':
    case 'pin':
      return [...regions, { kind: request.kind, source: request.region }];
    case 'lift':
      return regions.filter(({ source }) => source !== request.region);
    default:
      return regions;
  }
}

/** What requests have come to: those that were done, and, `withWaiting`, those that nobody has answered yet. */
export function steeredSoFar(
  requests: readonly RecordedRequest[],
  { withWaiting = false } = {},
): { regions: readonly Region[]; kept: readonly number[] } {
  const counts = ({ answer }: RecordedRequest) => (answer ? answer.outcome === 'done' : withWaiting);
  const done = requests.filter(counts).map(({ request }) => request);
  return {
    regions: done.reduce<readonly Region[]>(regionsAfter, []),
    kept: done.flatMap((request) => (request.kind === 'keep' ? [request.trialNumber] : [])),
  };
}
