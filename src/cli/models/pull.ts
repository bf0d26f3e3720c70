import { Command, Option } from 'commander';
import { mkdir } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { BadModelError } from '../../errors/bad-model-error.js';
import { InvalidInputError } from '../../errors/invalid-input-error.js';
import { DownloadFolder, downloadFolderName, holds } from '../../hub/download-folder.js';
import { ModelDownload } from '../../hub/download-model.js';
import { endpointOf, isHubItself, tokenVariables } from '../../hub/endpoint.js';
import type { HubFile } from '../../hub/hub.js';
import { hubKinds, hubNames, type HubKind } from '../../hub/hub-model.js';
import { findHubModel, isTuned, knownModels } from '../../hub/known-models.js';
import type { Asked } from '../../hub/refusal.js';
import { embeddedModel, modelNameTaken } from '../../messages/about-models.js';
import type { LibraryModel, ModelLibrary } from '../../model/library/model-library.js';
import { checkModelName, modelNameOf } from '../../model/library/model-name.js';
import { openDataDirectory } from '../../storage/data-directory.js';
import { acquireProcessLock } from '../../storage/process-lock.js';
import { libraryOf } from '../chosen-model.js';
import { dataOption } from '../options.js';
import { byteText } from './byte-text.js';
import { startTransferProgress } from './transfer-progress.js';
import { untilInterrupted } from './until-interrupted.js';

interface PullArguments {
  readonly data: string;
  readonly from?: HubKind;
  readonly mirror?: string;
  readonly revision?: string;
  readonly name?: string;
}

export function pullCommand(): Command {
  return new Command('pull')
    .description('download a model from ModelScope or Hugging Face into the library')
    .argument('<id>', 'owner/name at the hub, or one of the short names below')
    .addOption(
      new Option(
        '--from <hub>',
        'which hub; by default where the short name or the owner (damo, iic) lives, else Hugging Face',
      ).choices(hubKinds),
    )
    .option('--mirror <url>', 'ask this server instead of the hub’s own')
    .option('--revision <rev>', 'branch, tag or commit; the newest version when absent')
    .option('--name <name>', 'what the model is called here; the last part of its id when absent')
    .addOption(dataOption())
    .addHelpText('after', helpText())
    .action(pull);
}

async function pull(nameOrId: string, options: PullArguments): Promise<void> {
  const model = findHubModel(nameOrId, options.from, options.revision);
  const asked: Asked = { model, endpoint: endpointOf(model.hub, options.mirror, process.env) };
  const name = options.name ?? modelNameOf(posix.basename(model.id));
  checkModelName(name);
  const library = libraryOf(await openDataDirectory(options.data));
  if (name === library.embeddedName) throw new InvalidInputError(embeddedModel(name), ['name']);
  const folder = new DownloadFolder(join(library.staging, downloadFolderName(model)));
  await mkdir(library.staging, { recursive: true, mode: 0o700 });
  const lock = await acquireProcessLock(
    `${folder.path}.lock`,
    () =>
      new InvalidInputError(
        `Another process is downloading ${model.id} to ${folder.path}. Wait until it has finished.`,
      ),
  );
  try {
    print(introduction(asked));
    const outcome = await untilInterrupted((signal) => pullInto(library, name, asked, folder, signal));
    if ('exitStatus' in outcome) {
      process.exitCode = outcome.exitStatus;
      process.stderr.write(
        `ofa-caption: Interrupted. What has arrived stays in ${folder.path}; the same command continues.\n`,
      );
    }
  } finally {
    lock.release();
  }
}

async function pullInto(
  library: ModelLibrary,
  name: string,
  asked: Asked,
  folder: DownloadFolder,
  signal: AbortSignal,
): Promise<void> {
  let note = (text: string): void => {
    process.stderr.write(text);
  };
  const onRetry = (error: Error, waitMs: number): void => {
    note(`${error.message.split('. ')[0]}; trying again in ${Math.ceil(waitMs / 1000)} s\n`);
  };
  const download = new ModelDownload(asked, onRetry);
  try {
    const files = await download.list(signal);
    const existing = await library.find(name);
    if (existing !== null) {
      if (!(await isSame(existing, files, signal))) throw new InvalidInputError(modelNameTaken(name), ['name']);
      await folder.remove();
      print(`${name} is there already, with the same files.`, ...nextSteps(name));
      return;
    }
    const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
    print(`${files.length} files, ${byteText(total)}, to ${folder.path}`);
    const progress = startTransferProgress(total);
    note = (text) => {
      progress.note(text);
    };
    try {
      const onPosition = ({ path }: HubFile, position: number): void => {
        progress.onPosition(path, position);
      };
      await download.fetch(files, folder, { signal, onRetry, onPosition });
    } finally {
      progress.stop();
    }
  } finally {
    await download.close();
  }
  await adopt(library, name, asked, folder, signal);
}

async function adopt(
  library: ModelLibrary,
  name: string,
  { model, endpoint }: Asked,
  folder: DownloadFolder,
  signal: AbortSignal,
): Promise<void> {
  print('Everything is there. Checking the model …');
  const origin = { kind: 'hub', hub: endpoint.url.host, id: model.id, revision: model.revision } as const;
  const { manifest, directory } = await library
    .adopt(folder.complete, { name, origin, signal })
    .catch((error: unknown) => {
      if (error instanceof BadModelError) {
        process.stderr.write(`The files stay in ${folder.path}; remove them if they are of no use.\n`);
      }
      throw error;
    });
  await folder.remove();
  const { parameters, imageSize, license } = manifest.model;
  print(
    `Pulled ${name}: ${(parameters / 1e6).toFixed(1)} million parameters, ${imageSize} px, licence ${license ?? 'not stated'}`,
    `  ${directory}`,
    ...nextSteps(name),
  );
}

/** Whether the library has these very files under the name. */
async function isSame(
  { directory }: LibraryModel,
  files: readonly HubFile[],
  signal: AbortSignal,
): Promise<boolean> {
  for (const file of files) {
    if (!(await holds(join(directory, file.path), file, signal))) return false;
  }
  return true;
}

function introduction({ model, endpoint }: Asked): string {
  const { hub, id, revision } = model;
  const tuned = isTuned(model);
  const kind =
    tuned === null ? '' : tuned ? ', tuned for captions' : ', pre-trained only, not tuned for captions';
  const lines = [`${id}${kind}: ${hubNames[hub]} (${endpoint.url.host}), revision ${revision}`];
  const token = `The token in ${tokenVariables[hub]}`;
  if (endpoint.exposed) {
    lines.push(`${endpoint.url.origin} is not encrypted: anybody on the way can change what arrives.`);
  }
  if (endpoint.tokenWithheld) lines.push(`${token} is not sent there.`);
  else if (endpoint.credentials['authorization'] !== undefined && !isHubItself(hub, endpoint)) {
    lines.push(`${token} is sent to ${endpoint.url.host}.`);
  }
  return lines.join('\n');
}

function nextSteps(name: string): string[] {
  return [
    'Next:',
    `  ofa-caption caption --model ${name} photo.jpg`,
    `  ofa-caption models default ${name}`,
  ];
}

function helpText(): string {
  const rows = knownModels.flatMap(({ name, at }) =>
    hubKinds.flatMap((hub) => {
      const model = at[hub];
      if (model === undefined) return [];
      const kind = model.tuned ? 'tuned for captions' : 'pre-trained, not tuned for captions';
      return [`  ${name.padEnd(10)} ${hub.padEnd(12)} ${model.id.padEnd(41)} ${kind}`];
    }),
  );
  return `
Short names; without --from the first place counts:
${rows.join('\n')}

Whatever ends a download, the same command continues it. Sizes and, where the hub names them, hashes are checked.
Tokens for private models are read from ${Object.values(tokenVariables).join(' and ')}, other servers from MODELSCOPE_ENDPOINT,
MODELSCOPE_DOMAIN and HF_ENDPOINT, proxies from HTTPS_PROXY, HTTP_PROXY and NO_PROXY.

Examples:
  ofa-caption models pull distilled
  ofa-caption models pull OFA-Sys/ofa-large-caption --name large
  ofa-caption models pull tiny --from huggingface --mirror https://hf-mirror.example.org

Exit status: 0 the model is in the library, 1 it could not be downloaded, 2 wrong usage or no model that can be served,
130 interrupted.`;
}

function print(...lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}
