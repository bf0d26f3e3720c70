import { CodedError } from '../errors/coded-error.js';
import { InvalidInputError } from '../errors/invalid-input-error.js';
import { captionNotEnded, unknownCaption } from '../messages/about-captions.js';
import type { CaptionRecords } from '../storage/caption-records.js';
import type { RemovalRecords } from '../storage/removal-records.js';
import type { PictureRemoval, RemovedPictures } from './picture-removal.js';

export interface Removed extends RemovedPictures {
  readonly captions: number;
  /** Jobs that went with the last of their captions. */
  readonly jobs: number;
}

/** Removes captions that have ended, and their pictures unless other captions have the same. */
export class CaptionRemoval {
  constructor(
    private readonly captions: Pick<CaptionRecords, 'byIds'>,
    private readonly records: RemovalRecords,
    private readonly pictures: PictureRemoval,
  ) {}

  /**
   * @param ownerId only if it is of this key; null: whosever it is
   * @throws CodedError NOT_FOUND; InvalidInputError while it has not ended
   */
  async remove(id: number, ownerId: number | null): Promise<void> {
    const [found] = await this.captions.byIds([id], ownerId);
    if (found === undefined) throw new CodedError('NOT_FOUND', unknownCaption());
    const { captions } = await this.removeAll([id]);
    if (captions === 0) throw new InvalidInputError(captionNotEnded(), ['id']);
  }

  /** Removes those of the captions that have ended. */
  async removeAll(ids: readonly number[]): Promise<Removed> {
    const { captions, jobs, pictures } = await this.records.removeCaptions(ids);
    return { captions, jobs, ...(await this.pictures.removeUnused(pictures)) };
  }
}
