import type { CaptionStatus } from '../generated/graphql.js';

/** Where a picture is: on this page until the server has accepted it, then as its caption is. */
export type PictureState = 'UNSENT' | 'SENDING' | CaptionStatus;

/** Why a picture has no caption: in the server's words, or one of the page's own reasons. */
export type Problem =
  | { readonly kind: 'server'; readonly message: string; readonly retryable: boolean }
  | { readonly kind: 'unreadable' | 'gone' };

export type PictureSource =
  | { readonly kind: 'file'; readonly file: File; readonly bytes: number }
  | { readonly kind: 'url'; readonly url: string };

/** A picture on the page. Never changed: another one takes its place. */
export interface Picture {
  /** Its own on this page, in the order in which pictures came. */
  readonly key: number;
  /** Of the file, or the URL. */
  readonly name: string;
  /** Null after the page was loaded again: then only the server has it. */
  readonly source: PictureSource | null;
  readonly state: PictureState;
  /** What the model said; null until then. */
  readonly text: string | null;
  /** What the user made of it; null: nothing else. */
  readonly edited: string | null;
  /** Other wordings, the best first. */
  readonly alternatives: readonly string[];
  readonly problem: Problem | null;
  /** A link to a small picture of the server. */
  readonly thumbnailUrl: string | null;
  /** Known as soon as the server has accepted it. */
  readonly captionId: string | null;
  readonly jobId: string | null;
}

/** The caption as it is to be exported; null as long as there is none. */
export function captionOf({ edited, text }: Picture): string | null {
  return edited ?? text;
}

export type PictureGroup = 'unsent' | 'working' | 'succeeded' | 'failed' | 'canceled';

export function groupOf(state: PictureState): PictureGroup {
  switch (state) {
    case 'UNSENT':
    case 'SENDING':
      return 'unsent';
    case 'SUCCEEDED':
      return 'succeeded';
    case 'FAILED':
      return 'failed';
    case 'CANCELED':
      return 'canceled';
    case 'QUEUED':
    case 'PREPROCESSING':
    case 'RUNNING':
    case 'RETRYING':
      return 'working';
  }
}
