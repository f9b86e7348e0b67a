import { pruners } from '../src/pruners/index.js';
import { samplers } from '../src/samplers/index.js';
import { algorithmFrom, algorithmText } from '../src/simulation/algorithm-text.js';
import type { Pair } from '../src/simulation/compare.js';

/** The pairs that a command line asks for, `tpe+asha(eta=4),random+none`; without one, those of `otherwise` that there are. */
export function pairsFrom(asked: string | undefined, otherwise: string): Pair[] {
  const pairs = (asked ?? otherwise).split(/,(?![^(]*\))/).map((text): Pair => {
    const [sampler = '', pruner = 'none'] = text.split('+');
    return { sampler: algorithmFrom(sampler), pruner: algorithmFrom(pruner) };
  });
  return asked === undefined ? pairs.filter(exists) : pairs;
}

export function pairText({ sampler, pruner }: Pair): string {
  return `${algorithmText(sampler)}+${algorithmText(pruner)}`;
}

function exists({ sampler, pruner }: Pair): boolean {
  return Object.hasOwn(samplers, sampler.type) && Object.hasOwn(pruners, pruner.type);
}
