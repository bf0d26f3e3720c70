import { OneAtATime } from '../engine/one-at-a-time.js';
import type { ModelPackage } from '../model/package.js';
import type { ProfileParameters } from '../profiles/parameter-rules.js';
import type { ProfileRow } from '../storage/profile-records.js';
import { GraphLane, laneKey, type GraphLaneOptions } from './graph-lane.js';

/** A request on its way: the profile it goes by and the lane that serves it, kept open until it leaves. */
export interface LaneEntry {
  readonly profile: ProfileRow;
  readonly graph: GraphLane;
  /** To be called once, when the caption has ended. */
  readonly leave: () => void;
}

export interface GraphLanesOptions extends GraphLaneOptions {
  /** The model of that name. @throws CodedError NOT_FOUND; BadModelError */
  readonly modelNamed: (name: string) => Promise<ModelPackage>;
}

/** How long a lane that is not the active one is kept for more of its kind, milliseconds. */
const idleMs = 60_000;

/**
 * A lane for every profile in use. Requests finish on the lane they began with, whatever becomes active meanwhile. Where
 * the engines of two profiles do not fit into memory together, one is drained and closed before the other starts, and
 * requests wait for that.
 */
export class GraphLanes {
  readonly #lanes = new Map<string, GraphLane>();
  readonly #changes = new OneAtATime();
  readonly #sweep: NodeJS.Timeout;
  /** Nobody enters until it resolves. */
  #gate: Promise<void> | null = null;
  #active: GraphLane;
  /** Another than its lane's where several profiles share that. */
  #activeName: string;

  constructor(
    private readonly options: GraphLanesOptions,
    active: ProfileRow,
    model: ModelPackage,
  ) {
    this.#active = this.#open(active, model);
    this.#activeName = active.name;
    this.#sweep = setInterval(() => void this.#changes.run(() => this.#closeIdle()), idleMs / 4);
    this.#sweep.unref();
  }

  /** Where requests go that name no profile, and pictures are looked at; another while that one has made room for it. */
  get active(): GraphLane {
    const resident = this.all;
    return resident.includes(this.#active) ? this.#active : (resident[0] ?? this.#active);
  }

  /** Name of the profile that `active` serves. */
  get activeName(): string {
    const { active } = this;
    return active === this.#active ? this.#activeName : active.profile.name;
  }

  get all(): readonly GraphLane[] {
    return [...this.#lanes.values()];
  }

  /** Pictures that wait for a run, in all lanes. */
  get waiting(): number {
    return [...this.#lanes.values()].reduce((sum, { lane }) => sum + lane.waiting, 0);
  }

  /** Pictures in the runs that are going on. */
  get inFlight(): number {
    return [...this.#lanes.values()].reduce((sum, { lane }) => sum + lane.inFlight, 0);
  }

  /** Whether an engine has a model of this content loaded. */
  isLoaded(modelName: string, modelHash: string): boolean {
    return this.all.some(
      ({ model, members }) =>
        model.name === modelName &&
        model.hash === modelHash &&
        members.some(({ engine }) => engine.loaded !== null),
    );
  }

  /**
   * Opens a lane for the profile, or joins the one there is.
   * @param profile asked again when the lanes have changed meanwhile, so that what it says is what holds now
   * @throws what `profile` throws; NOT_FOUND or BAD_MODEL when its model is not there any more; InvalidInputError when its decoding
   *   does not fit the model
   */
  async enter(profile: () => Promise<ProfileRow>): Promise<LaneEntry> {
    for (;;) {
      if (this.#gate !== null) await this.#gate;
      const row = await profile();
      const model = await this.options.modelNamed(row.model);
      if (this.#gate !== null) continue;
      const graph = this.#lanes.get(laneKey(row, model));
      if (graph !== undefined) return entryOf(row, graph);
      await this.#changes.run(() => this.#makeRoom(row, model));
    }
  }

  /**
   * Makes the profile the one that requests go to, once its engines are warm and `commit` has recorded that.
   * @throws what kept it from being served; then everything is as before
   */
  activate<Result>(profile: ProfileRow, commit: () => Promise<Result>): Promise<Result> {
    return this.#changes.run(async () => {
      const model = await this.options.modelNamed(profile.model);
      const found = this.#lanes.get(laneKey(profile, model));
      if (found !== undefined) {
        await found.ready();
        return this.#commit(found, profile, commit);
      }
      if (await this.options.placing.fitsNow(model, profile)) {
        return this.#activateBeside(profile, model, commit);
      }
      return this.#exclusively(() => this.#activateInstead(profile, model, commit));
    });
  }

  /** Every engine gives back the memory that its runs have gathered; requests wait meanwhile and none is lost. */
  async releaseMemory(): Promise<void> {
    const engines = this.all.flatMap(({ members }) => members.map(({ engine }) => engine));
    await Promise.all(engines.map((engine) => engine.replace()));
  }

  /** Lets every lane finish the run it is in, and writes what is still to be written. */
  async stop(): Promise<void> {
    clearInterval(this.#sweep);
    await Promise.all(this.all.map((graph) => graph.stop()));
  }

  closeEngines(): void {
    for (const graph of this.all) graph.closeEngines();
  }

  #open(profile: ProfileParameters, model: ModelPackage): GraphLane {
    const graph = new GraphLane(this.options, profile, model);
    this.#lanes.set(laneKey(profile, model), graph);
    return graph;
  }

  async #makeRoom(profile: ProfileRow, model: ModelPackage): Promise<void> {
    if (this.#lanes.has(laneKey(profile, model))) return;
    const fits = this.#lanes.size === 0 || (await this.options.placing.fitsNow(model, profile));
    if (fits) this.#open(profile, model);
    else {
      await this.#exclusively(() => {
        this.#open(profile, model);
        return Promise.resolve();
      });
    }
  }

  async #activateBeside<Result>(
    profile: ProfileRow,
    model: ModelPackage,
    commit: () => Promise<Result>,
  ): Promise<Result> {
    const graph = this.#open(profile, model);
    try {
      await graph.ready();
      return await this.#commit(graph, profile, commit);
    } catch (error) {
      if (graph.users === 0) await this.#close(graph);
      throw error;
    }
  }

  /** With every other engine gone: if this one does not start, the active one is started again. */
  async #activateInstead<Result>(
    profile: ProfileRow,
    model: ModelPackage,
    commit: () => Promise<Result>,
  ): Promise<Result> {
    const before = this.#active;
    const graph = this.#open(profile, model);
    try {
      await graph.ready();
      return await this.#commit(graph, profile, commit);
    } catch (error) {
      await this.#close(graph);
      this.#active = this.#open(before.profile, before.model);
      await this.#active.ready().catch(() => undefined);
      throw error;
    }
  }

  async #commit<Result>(
    graph: GraphLane,
    profile: ProfileRow,
    commit: () => Promise<Result>,
  ): Promise<Result> {
    const result = await commit();
    this.#active = graph;
    this.#activeName = profile.name;
    return result;
  }

  /** Lets everybody who is under way finish and closes all engines; nobody enters until `task` is done. */
  async #exclusively<Result>(task: () => Promise<Result>): Promise<Result> {
    let open: () => void = () => undefined;
    this.#gate = new Promise((resolve) => {
      open = resolve;
    });
    try {
      for (const graph of this.all) {
        await graph.deserted();
        await this.#close(graph);
      }
      return await task();
    } finally {
      this.#gate = null;
      open();
    }
  }

  async #close(graph: GraphLane): Promise<void> {
    this.#lanes.delete(laneKey(graph.profile, graph.model));
    await graph.stop();
    graph.closeEngines();
  }

  async #closeIdle(): Promise<void> {
    for (const graph of this.all) {
      const idle = graph.users === 0 && performance.now() - graph.lastUsed > idleMs;
      if (graph !== this.#active && idle) await this.#close(graph);
    }
  }
}

function entryOf(profile: ProfileRow, graph: GraphLane): LaneEntry {
  graph.enter();
  let left = false;
  return {
    profile,
    graph,
    leave: () => {
      if (!left) graph.leave();
      left = true;
    },
  };
}
