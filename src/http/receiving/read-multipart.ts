import { once } from 'node:events';
import { Busboy, type BusboyFileStream, type BusboyInstance } from '@fastify/busboy';
import type { CodedError } from '../../errors/coded-error.js';
import { ImageError } from '../../errors/image-error.js';
import { InvalidInputError } from '../../errors/invalid-input-error.js';
import type { Wording } from '../../errors/wording.js';
import {
  fieldTooLarge,
  fileTooLarge,
  tooManyFiles,
  wrongMultipartFields,
} from '../../messages/about-requests.js';
import type { HttpLimits } from '../http-limits.js';
import { parseFileMap, placeFile, type FileMap } from './file-map.js';
import { parseJsonObject, type JsonObject } from './json.js';
import type { StagedUploads } from './staged-uploads.js';

/**
 * Reads a GraphQL multipart request (https://github.com/jaydenseric/graphql-multipart-request-spec). Its files go to
 * disk as they arrive; in the operation that is returned they stand where `map` puts them.
 *
 * @throws InvalidInputError for a body that does not follow the specification
 * @throws ImageError IMAGE_TOO_LARGE beyond a limit
 */
export async function readMultipartBody(
  chunks: AsyncIterable<Buffer>,
  contentType: string,
  limits: HttpLimits,
  uploads: StagedUploads,
): Promise<JsonObject> {
  const reader = new MultipartReader(openParser(contentType, limits), limits, uploads);
  await reader.read(chunks);
  return reader.operation();
}

class MultipartReader {
  readonly #failure = new AbortController();
  readonly #staging = new Map<string, Promise<void>>();
  readonly #arriving = new Set<BusboyFileStream>();
  #operations: JsonObject | null = null;
  #map: FileMap | null = null;

  constructor(
    private readonly parser: BusboyInstance,
    private readonly limits: HttpLimits,
    private readonly uploads: StagedUploads,
  ) {
    parser.on('field', (name, value, _nameTruncated, truncated) => {
      this.#attempt(() => {
        this.#takeField(name, value, truncated);
      });
    });
    parser.on('file', (part, stream, name: string | undefined) => {
      // The parser reports a broken body on the stream; without a listener that would end the process.
      stream.on('error', (error) => stream.destroy(error));
      this.#attempt(() => {
        this.#takeFile(part, stream, name ?? null);
      });
    });
    parser.on('filesLimit', () => {
      this.#fail(tooLarge(tooManyFiles(limits.files)));
    });
    parser.on('fieldsLimit', () => {
      this.#fail(wrongFields());
    });
    parser.on('error', (error) => {
      this.#fail(new InvalidInputError(`The multipart body is damaged: ${String(error)}`));
    });
  }

  /** Resolves when every file is on disk; when it rejects, no file is being written any more. */
  async read(chunks: AsyncIterable<Buffer>): Promise<void> {
    const { signal } = this.#failure;
    try {
      for await (const chunk of chunks) {
        if (!this.parser.write(chunk)) await once(this.parser, 'drain', { signal });
        signal.throwIfAborted();
      }
      const finished = once(this.parser, 'finish', { signal });
      this.parser.end();
      await finished;
      await Promise.all(this.#staging.values());
      signal.throwIfAborted();
    } catch (error) {
      this.#fail(error);
      for (const stream of this.#arriving)
        stream.destroy(new Error('The request ended before the file did.'));
      await Promise.allSettled(this.#staging.values());
      // What failed first is the reason, not what failed because of it.
      signal.throwIfAborted();
    }
  }

  /** @throws InvalidInputError when a field or a file is missing */
  operation(): JsonObject {
    const [operations, map] = [this.#operations, this.#map];
    if (operations === null || map === null) throw wrongFields();
    for (const [part, paths] of map) {
      const file = this.uploads.get(part);
      if (file === undefined) {
        throw new InvalidInputError(`\`map\` names the file ${part}, which is missing.`, ['map', part]);
      }
      for (const path of paths) placeFile(operations, path, file);
    }
    return operations;
  }

  #takeField(name: string, value: string, truncated: boolean): void {
    if (truncated) throw tooLarge(fieldTooLarge(this.limits.fieldBytes));
    if (name === 'operations' && this.#operations === null) {
      this.#operations = parseJsonObject(value, 'The field `operations`');
    } else if (name === 'map' && this.#operations !== null && this.#map === null) {
      this.#map = parseFileMap(value);
    } else {
      throw wrongFields();
    }
  }

  #takeFile(part: string, stream: BusboyFileStream, name: string | null): void {
    if (this.#map === null) throw wrongFields();
    if (!this.#map.has(part))
      throw new InvalidInputError(`The file ${part} does not occur in \`map\`.`, ['map']);
    if (this.#staging.has(part)) throw new InvalidInputError(`The file ${part} came twice.`);
    this.#arriving.add(stream);
    stream.once('close', () => this.#arriving.delete(stream));
    stream.once('limit', () => stream.destroy(tooLarge(fileTooLarge(this.limits.fileBytes))));
    this.#staging.set(
      part,
      this.uploads.stage(part, name, stream).catch((error: unknown) => {
        this.#fail(error);
      }),
    );
  }

  #attempt(step: () => void): void {
    try {
      step();
    } catch (error) {
      this.#fail(error);
    }
  }

  #fail(error: unknown): void {
    this.#failure.abort(error);
  }
}

function openParser(contentType: string, limits: HttpLimits): BusboyInstance {
  try {
    return new Busboy({
      headers: { 'content-type': contentType },
      limits: {
        fileSize: limits.fileBytes,
        fieldSize: limits.fieldBytes,
        files: limits.files,
        fields: 2,
      },
    });
  } catch (error) {
    throw new InvalidInputError(`The multipart request cannot be read: ${String(error)}`);
  }
}

function wrongFields(): InvalidInputError {
  return new InvalidInputError(wrongMultipartFields());
}

function tooLarge(wording: Wording): CodedError {
  return new ImageError('IMAGE_TOO_LARGE', wording);
}
