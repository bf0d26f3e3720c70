import type { DeviceRegistry } from '../devices/device-registry.js';
import type { MemoryPlan } from '../engine/memory-plan.js';
import type { Wording } from '../errors/wording.js';
import type { ModelPackage } from '../model/package.js';
import type { Precision } from '../model/precision.js';
import type { ProfileParameters } from '../profiles/parameter-rules.js';
import type { ProfileOverrides } from '../profiles/profile-overrides.js';
import type { DataDirectory } from '../storage/data-directory.js';

/** What INT8 was measured to cost, where somebody measured it. */
export interface QuantisationQuality {
  readonly quality: { readonly ciderD: { readonly fp32: number; readonly int8: number } } | null;
}

/** Where the server listens, or would. */
export interface ListeningAddress {
  readonly host: string;
  readonly port: number;
  /** Whether the one who asks holds the port already. */
  readonly own: boolean;
}

/** A caption that was made for trying. */
export interface TrialCaption {
  readonly text: string;
  readonly device: string;
  readonly precision: Precision;
  readonly milliseconds: number;
}

/** How a running server's engine is doing. */
export interface EngineStanding {
  readonly engine: 'STARTING' | 'READY' | 'BUSY' | 'DEGRADED' | 'UNAVAILABLE';
  readonly device: string | null;
  readonly precision: Precision | null;
  readonly reason: string | Wording | null;
}

/** What proves at the end that the whole works: a caption of one's own, or the engine that runs anyway. */
export type Proof =
  | { readonly kind: 'CAPTION'; readonly caption: (model: ModelPackage) => Promise<TrialCaption> }
  | { readonly kind: 'ENGINE'; readonly standing: () => Promise<EngineStanding> };

/** Everything that is looked at, as a server would have it. */
export interface Examination {
  readonly environment: NodeJS.ProcessEnv;
  /** Variables beginning with OFA_CAPTION_ that some option reads. */
  readonly knownVariables: ReadonlySet<string>;
  readonly devices: DeviceRegistry;
  readonly directory: DataDirectory;
  /** Where the migrations of the database lie. */
  readonly migrations: string;
  /** Of the profile's model; null where that is not there. */
  readonly modelDirectory: string | null;
  /** With what the command line and the environment set. */
  readonly profile: ProfileParameters;
  readonly overrides: ProfileOverrides;
  readonly address: ListeningAddress;
  /** Largest database that is read from end to end, bytes: it stops whoever asks for as long as that takes. */
  readonly largestDatabase: number;
  /** What was measured of the profile's batches on its device; null where nothing was. */
  readonly plan: (model: ModelPackage, profile: ProfileParameters) => Promise<MemoryPlan | null>;
  /** The ranges that INT8 needs; null where there are none. @throws BadModelError */
  readonly quantisation: (model: ModelPackage) => Promise<QuantisationQuality | null>;
  readonly proof: Proof;
}
