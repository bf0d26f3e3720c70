import { HubError } from '../errors/hub-error.js';
import { parseContentRange } from './content-range.js';
import type { Hub, HubFile } from './hub.js';
import type { HubAnswer, HubConnection } from './hub-connection.js';
import { isStrong, PartialFile } from './partial-file.js';
import { Patience, patiently, type OnRetry } from './patience.js';

export interface FilePlace {
  /** Where the bytes gather. */
  readonly partial: string;
  /** Where the file lies when it is whole. */
  readonly complete: string;
}

export interface DownloadOptions {
  readonly signal: AbortSignal;
  readonly onRetry: OnRetry;
  /** Told how much of the file is there, when it begins and whenever that changes; less than before when it starts anew. */
  readonly onPosition: (file: HubFile, position: number) => void;
}

/**
 * Downloads one file, from where an earlier attempt ended. A file with a wrong digest is fetched once more from its beginning.
 * @throws HubError; what had arrived stays for the next time, unless it is wrong
 */
export async function downloadFile(
  connection: HubConnection,
  hub: Hub,
  file: HubFile,
  place: FilePlace,
  options: DownloadOptions,
): Promise<void> {
  const partial = await PartialFile.open(place.partial, file, options.signal);
  const transfer = new Transfer(connection, hub.urlOf(file.path), partial, options);
  try {
    for (let round = 1; ; round++) {
      await transfer.complete();
      if (partial.isRight()) {
        await partial.finish(place.complete);
        return;
      }
      await partial.discard();
      if (round === 2) throw wrongDigest(file, connection);
    }
  } finally {
    await partial.close();
  }
}

function wrongDigest({ path }: HubFile, { asked }: HubConnection): HubError {
  return new HubError(
    'URL_UNREACHABLE',
    `${path} came twice with other content than ${asked.endpoint.url.host} lists (its hash is wrong). It was thrown away. ` +
      'Try again later or from elsewhere: --mirror, --from.',
  );
}

/** The way of one file from the hub to the disk. */
class Transfer {
  constructor(
    private readonly connection: HubConnection,
    private readonly url: URL,
    private readonly partial: PartialFile,
    private readonly options: DownloadOptions,
  ) {}

  /** Until every byte is there. */
  async complete(): Promise<void> {
    const { signal, onRetry } = this.options;
    this.#tell();
    const { file, position } = this.partial;
    if (position === file.bytes) return;
    const patience = new Patience(this.connection.limits, signal, onRetry);
    let furthest = position;
    const arrived = (): void => {
      // Bytes that came before are no progress: a server that begins anew each time would never be given up.
      if (this.partial.position <= furthest) return;
      furthest = this.partial.position;
      patience.progressed();
    };
    await patiently(patience, () => this.#continue(arrived));
  }

  /** One request, and what comes of it; returns when every byte is there. */
  async #continue(arrived: () => void): Promise<void> {
    const { partial, connection } = this;
    const answer = await connection.open(this.url, this.#rangeHeaders(), [206, 416], this.options.signal);
    try {
      await this.#begin(answer);
      for await (const chunk of answer.body) {
        if (partial.position + chunk.length > partial.file.bytes) {
          await this.#refuse(`it sends more than the ${partial.file.bytes} bytes that it lists`);
        }
        await partial.append(chunk);
        arrived();
        this.#tell();
      }
    } finally {
      answer.close();
    }
    if (partial.position < partial.file.bytes) throw this.#problem('the file broke off');
  }

  #rangeHeaders(): Record<string, string> {
    const { resumable, position, etag } = this.partial;
    if (!resumable) return {};
    const range = { range: `bytes=${position}-` };
    return isStrong(etag) ? { ...range, 'if-range': etag } : range;
  }

  /** Whatever is there is thrown away unless the answer continues it. */
  async #begin(answer: HubAnswer): Promise<void> {
    const { partial } = this;
    const etag = answer.header('etag') ?? null;
    if (answer.status === 416) {
      return this.#refuse(`it does not know the part from byte ${partial.position} on`);
    }
    if (answer.status === 206) {
      const range = parseContentRange(answer.header('content-range'));
      const fits =
        range?.start === partial.position && (range.length ?? partial.file.bytes) === partial.file.bytes;
      if (!fits || !partial.resumable) return this.#refuse('it sends another part than was asked for');
      if (etag !== partial.etag && partial.file.digest === null) return this.#refuse('the file has changed');
      return;
    }
    await partial.restart(etag);
    this.#tell();
    const length = answer.header('content-length');
    if (length !== undefined && Number(length) !== partial.file.bytes) {
      await this.#refuse(`it lists ${partial.file.bytes} bytes and sends ${length}`);
    }
  }

  /** Throws away what is there, and away goes the answer. */
  async #refuse(problem: string): Promise<never> {
    await this.partial.discard();
    this.#tell();
    throw this.#problem(problem);
  }

  #problem(problem: string): HubError {
    const { path } = this.partial.file;
    return new HubError(
      'URL_UNREACHABLE',
      `Fetching ${path} from ${this.connection.asked.endpoint.url.host} failed: ${problem}. Run the same command again; it continues.`,
    );
  }

  #tell(): void {
    this.options.onPosition(this.partial.file, this.partial.position);
  }
}
