import { lossesOf, type Objective } from '../core/objective.js';
import type { CompleteTrial } from '../core/trial.js';
import { firstFront } from '../math/first-front.js';
import { hypervolumeContributions, referencePoint } from '../math/hypervolume.js';
import { dominates, paretoRanks } from '../math/pareto.js';

/** A complete trial, with its losses (M,) in the order of the objectives. */
export interface Member {
  readonly trial: CompleteTrial;
  readonly losses: readonly number[];
}

/** For more than two objectives contributions cost the square of a front's size or more: a larger front stands by trial number. */
const MOST_COMPARED = 250;

/** Trials of which none dominates another. They are put in order when someone looks. */
export class Front {
  #order: Order | undefined;

  constructor(readonly members: readonly Member[]) {}

  /** By hypervolume contribution up to a reference point (M,), the earlier one of equals first. */
  ordered(reference: readonly number[]): readonly Member[] {
    return this.#ordered(reference).members;
  }

  /** The index of a trial in that order; -1 when it is not a member. */
  placeOf({ number }: CompleteTrial, reference: readonly number[]): number {
    return this.#ordered(reference).places.get(number) ?? -1;
  }

  #ordered(reference: readonly number[]): Order {
    if (this.#order?.reference !== reference) {
      const members = inOrder(this.members, reference);
      this.#order = { reference, members, places: new Map(members.map(({ trial }, place) => [trial.number, place])) };
    }
    return this.#order;
  }

  dominates({ losses }: Member): boolean {
    return this.members.some((member) => dominates(member.losses, losses));
  }

  /** Those of the members that any of the others dominates, and the rest. */
  split(others: readonly Member[]): { readonly dominated: Member[]; readonly rest: Member[] } {
    const dominated: Member[] = [];
    const rest: Member[] = [];
    for (const member of this.members) {
      const isDominated = others.some(({ losses }) => dominates(losses, member.losses));
      (isDominated ? dominated : rest).push(member);
    }
    return { dominated, rest };
  }
}

interface Order {
  readonly reference: readonly number[];
  readonly members: readonly Member[];
  /** By trial number. */
  readonly places: ReadonlyMap<number, number>;
}

function inOrder(members: readonly Member[], reference: readonly number[]): readonly Member[] {
  const byNumber = members.toSorted((a, b) => a.trial.number - b.trial.number);
  if (reference.length > 2 && members.length > MOST_COMPARED) return byNumber;
  const contributions = hypervolumeContributions(
    byNumber.map(({ losses }) => losses),
    reference,
  );
  return byNumber
    .map((member, i) => ({ member, contribution: contributions[i] as number }))
    .sort((a, b) => b.contribution - a.contribution)
    .map(({ member }) => member);
}

/** The extent of all losses seen, for the reference point that contributions are measured to. */
interface Extent {
  readonly least: readonly number[];
  readonly most: readonly number[];
  readonly reference: readonly number[];
}

/** The Pareto fronts of complete trials, the best first, kept while trials are added. Never changed: an addition makes another one. */
export class Fronts {
  /** The fronts of all trials, by their numbers. It goes over to the next one, so that of all only the last has it. */
  #frontOfTrial: Map<number, number> | undefined;

  private constructor(
    readonly objectives: readonly Objective[],
    readonly fronts: readonly Front[],
    private readonly extent: Extent | undefined,
    /** No others are kept: only the first front is asked for. */
    private readonly first: boolean,
    frontOfTrial?: Map<number, number>,
  ) {
    this.#frontOfTrial = frontOfTrial;
  }

  static of(trials: readonly CompleteTrial[], objectives: readonly Objective[], which: 'all' | 'first' = 'all'): Fronts {
    const members = trials.map((trial) => memberOf(trial, objectives));
    const extent = members.reduce((seen: Extent | undefined, { losses }) => widened(seen, losses), undefined);
    const losses = members.map((member) => member.losses);
    if (which === 'first') {
      const first = firstFront(losses).map((i) => members[i] as Member);
      return new Fronts(objectives, first.length === 0 ? [] : [new Front(first)], extent, true);
    }
    const fronts: Member[][] = [];
    const frontOfTrial = new Map<number, number>();
    for (const [i, rank] of paretoRanks(losses).entries()) {
      const member = members[i] as Member;
      fronts[rank] ??= [];
      fronts[rank].push(member);
      frontOfTrial.set(member.trial.number, rank);
    }
    return new Fronts(
      objectives,
      fronts.map((front) => new Front(front)),
      extent,
      false,
      frontOfTrial,
    );
  }

  /** The point (M,) a little beyond the worst losses seen. */
  get reference(): readonly number[] {
    return this.extent?.reference ?? [];
  }

  /** The first trial of the first front. */
  get best(): CompleteTrial | undefined {
    return this.fronts[0]?.ordered(this.reference)[0]?.trial;
  }

  /** The index of the front that a trial stands on, or would. */
  frontOf(trial: CompleteTrial): number {
    return this.#frontOfTrial?.get(trial.number) ?? this.#frontOf(memberOf(trial, this.objectives));
  }

  /**
   * With one more trial: it pushes what it dominates of its front to the next one, those push on what they dominate there, and so on.
   *
   * Li, Deb, Zhang & Zhang: Efficient Nondomination Level Update Method for Steady-State Evolutionary Multiobjective Optimization,
   * IEEE Transactions on Cybernetics 47, 2017, https://doi.org/10.1109/TCYB.2016.2621008.
   */
  with(trial: CompleteTrial): Fronts {
    const member = memberOf(trial, this.objectives);
    const extent = widened(this.extent, member.losses);
    const fronts = [...this.fronts];
    const frontOfTrial = this.#frontOfTrial;
    this.#frontOfTrial = undefined;
    let pushed: readonly Member[] = [member];
    for (let i = this.#frontOf(member); pushed.length > 0; i++) {
      if (this.first && i > 0) break;
      const { dominated, rest } = fronts[i]?.split(pushed) ?? { dominated: [], rest: [] };
      fronts[i] = new Front([...rest, ...pushed]);
      for (const { trial } of pushed) frontOfTrial?.set(trial.number, i);
      pushed = dominated;
    }
    return new Fronts(this.objectives, fronts, extent, this.first, frontOfTrial);
  }

  /** A point that a front dominates is dominated by every front before it. */
  #frontOf(member: Member): number {
    let [low, high] = [0, this.fronts.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.fronts[middle]?.dominates(member)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function memberOf(trial: CompleteTrial, objectives: readonly Objective[]): Member {
  return { trial, losses: lossesOf(objectives, trial.metrics) };
}

/** The same object where the losses are nothing new. */
function widened(extent: Extent | undefined, losses: readonly number[]): Extent {
  const least = losses.map((loss, m) => Math.min(loss, extent?.least[m] ?? loss));
  const most = losses.map((loss, m) => Math.max(loss, extent?.most[m] ?? loss));
  const isSame = extent && losses.every((_, m) => least[m] === extent.least[m] && most[m] === extent.most[m]);
  return isSame ? extent : { least, most, reference: referencePoint([least, most]) };
}
