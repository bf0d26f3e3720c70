import type { Priority } from '../engine/batch-slot.js';
import type { StagedPicture } from '../storage/blobs.js';

/** Where the bytes of a picture come from. */
export type PictureSource =
  | { readonly kind: 'upload'; readonly picture: UploadedPicture }
  | { readonly kind: 'base64'; readonly base64: string }
  | { readonly kind: 'url'; readonly url: string };

/** A file that came with a multipart request and already lies on disk. */
export interface UploadedPicture {
  /** As the client named it; never used as a path. */
  readonly name: string | null;
  readonly staged: StagedPicture;
}

export interface CaptionRequest {
  readonly source: PictureSource;
  readonly options: CaptionRequestOptions;
  /** The key it is asked for with; null and absent: nobody's. */
  readonly ownerId?: number | null;
  /** What the log knows the request by. */
  readonly requestId?: string | null;
}

/** What a request may change of its profile; null and absent mean: as the profile says. */
export interface CaptionRequestOptions {
  readonly profile?: string | null;
  /** 0 … beam size − 1; 0 when absent. */
  readonly alternatives?: number | null;
  /** For captions that are drawn at random; drawn afresh when absent and the profile has none. */
  readonly seed?: number | null;
  readonly timeoutMs?: number | null;
  /** NORMAL when absent; in a job LOW. */
  readonly priority?: Priority | null;
  /** False: neither shares a place in a batch nor takes an identical earlier result. */
  readonly reuse?: boolean | null;
}
