import type { BatchLane, Submission } from './batch-lane.js';
import type { Engine } from './engine.js';

export interface LaneMember {
  readonly lane: BatchLane;
  readonly engine: Engine;
}

/** The lanes of one graph, one for each device that runs it; work goes where the least is waiting. */
export class LaneGroup {
  /** @param members at least one */
  constructor(private readonly members: readonly LaneMember[]) {}

  get waiting(): number {
    return sum(this.members, ({ lane }) => lane.waiting);
  }

  /** Of these, those that somebody waits for alone. */
  get waitingSingles(): number {
    return sum(this.members, ({ lane }) => lane.waitingSingles);
  }

  get running(): boolean {
    return this.members.some(({ lane }) => lane.running);
  }

  /** Pictures in the runs that are going on. */
  get inFlight(): number {
    return sum(this.members, ({ lane }) => lane.inFlight);
  }

  /** Pictures that would be run at once instead of waiting. */
  get freePlaces(): number {
    return sum(this.members, ({ lane }) => (lane.running ? 0 : lane.batchLimit));
  }

  /** Most pictures under way at the same time. */
  get batchLimit(): number {
    return sum(this.members, ({ lane }) => lane.batchLimit);
  }

  get shortOfMemory(): boolean {
    return this.members.some(({ lane }) => lane.shortOfMemory);
  }

  /** How long the pictures that wait will take, milliseconds. */
  get backlogMs(): number {
    return Math.max(...this.members.map(({ lane }) => lane.backlogMs));
  }

  /** Slots that have come to an end so far, written or about to be. */
  get endings(): number {
    return sum(this.members, ({ lane }) => lane.endings);
  }

  /** Whether work with this key would share a place instead of taking one. */
  has(key: string): boolean {
    return this.members.some(({ lane }) => lane.has(key));
  }

  /** Resolves when everything that has ended by now is written. */
  async written(): Promise<void> {
    await Promise.all(this.members.map(({ lane }) => lane.written()));
  }

  /** @throws CodedError as the caption failed, or the reason with which its signal was aborted */
  submit(submission: Submission): Promise<void> {
    const sharing = this.members.find(({ lane }) => lane.has(submission.work.key));
    return (sharing ?? leastBusy(this.members)).lane.submit(submission);
  }

  async stop(): Promise<void> {
    await Promise.all(this.members.map(({ lane }) => lane.stop()));
  }
}

/** The device that will come to new work first; one that is not available only when none is. */
export function leastBusy(members: readonly LaneMember[]): LaneMember {
  const usable = members.filter(({ engine }) => engine.state === 'READY' || engine.state === 'BUSY');
  const load = ({ lane }: LaneMember): number => lane.waiting + (lane.running ? lane.batchLimit : 0);
  return (usable.length > 0 ? usable : members).reduce((best, member) =>
    load(member) < load(best) ? member : best,
  );
}

function sum<Item>(items: readonly Item[], value: (item: Item) => number): number {
  return items.reduce((total, item) => total + value(item), 0);
}
