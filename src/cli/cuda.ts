import { Command, Option } from 'commander';
import { resolve } from 'node:path';
import { cudaLibrary, inspectCudaProvider, type CudaProvider } from '../devices/cuda-provider.js';
import { noCudaBuild } from '../messages/about-cuda.js';
import { installFromDownload, installFromFolder } from '../devices/install-provider.js';
import { onnxRuntimePackage, thisPlatform, type OnnxRuntimePackage } from '../devices/onnxruntime-package.js';
import { providerDownloads, type ProviderDownload } from '../devices/provider-downloads.js';
import { DeviceError } from '../errors/device-error.js';
import { InvalidInputError } from '../errors/invalid-input-error.js';
import { printCudaStatus } from './cuda-status.js';

interface InstallArguments {
  readonly cuda?: string;
  readonly from?: string;
  readonly dryRun: boolean;
}

export function cudaCommand(): Command {
  return new Command('cuda')
    .description('what GPUs need: install the CUDA provider of ONNX Runtime, see what is missing')
    .addCommand(installCommand())
    .addCommand(statusCommand());
}

function installCommand(): Command {
  return new Command('install')
    .description('put the CUDA provider of ONNX Runtime beside the installed one; says first what it does')
    .addOption(
      new Option(
        '--cuda <major>',
        'which CUDA the provider is for; by default what onnxruntime-node offers',
      ).conflicts('from'),
    )
    .option('--from <dir>', 'copy the libraries from a folder instead of downloading them')
    .option('--dry-run', 'only say what would be done', false)
    .addHelpText(
      'after',
      `
The driver, the CUDA libraries and cuDNN are not installed by this: \`ofa-caption cuda status\` says what is missing.
With --from the folder holds ${cudaLibrary} and libonnxruntime_providers_shared.so of the same
version of ONNX Runtime, and its libonnxruntime.so.1 where the build is not Microsoft's for Node.js.

Examples:
  ofa-caption cuda install --dry-run
  ofa-caption cuda install
  ofa-caption cuda install --from /media/usb/onnxruntime-linux-x64-gpu/lib

Exit status: 0 installed, 1 not installed and nothing changed, 2 wrong usage.`,
    )
    .action(install);
}

function statusCommand(): Command {
  return new Command('status')
    .description('driver, GPUs, provider and libraries, and what to do about what is missing')
    .addHelpText('after', '\nExit status: 0 CUDA can be used, 1 it cannot.')
    .action(async () => {
      if (!(await printCudaStatus())) process.exitCode = 1;
    });
}

async function install(options: InstallArguments): Promise<void> {
  const runtime = onnxRuntimePackage(thisPlatform);
  const downloads = providerDownloads(runtime, thisPlatform);
  if (thisPlatform !== 'linux/x64') throw new DeviceError(noCudaBuild(thisPlatform));
  if (options.from !== undefined) await installCopies(runtime, resolve(options.from), options.dryRun);
  else await installDownload(runtime, chooseDownload(runtime, downloads, options.cuda), options.dryRun);
  if (!options.dryRun) printNeeds(await inspectCudaProvider());
}

function chooseDownload(
  { version }: OnnxRuntimePackage,
  downloads: readonly ProviderDownload[],
  cuda: string | undefined,
): ProviderDownload {
  const offered = downloads.map(({ name }) => name.replace(/^cuda/, ''));
  const chosen = cuda === undefined ? downloads[0] : downloads[offered.indexOf(cuda)];
  if (chosen !== undefined) return chosen;
  const offers = offered.length === 0 ? 'none' : `CUDA ${offered.join(', ')}`;
  throw new InvalidInputError(
    `onnxruntime-node ${version} offers ${offers} for download. Copy the libraries of another build with --from.`,
  );
}

async function installDownload(
  runtime: OnnxRuntimePackage,
  download: ProviderDownload,
  dryRun: boolean,
): Promise<void> {
  const [first] = download.packages;
  const packages = download.packages.map(({ name, version, feed }) => `${name} ${version} from ${feed}`);
  print(
    `Runs the install script of onnxruntime-node ${runtime.version} for ${download.name}. It downloads the NuGet package`,
    ...packages.map((text) => `  ${text}`),
    `and takes out of it`,
    ...download.files.map((file) => `  ${file}`),
    `to`,
    `  ${runtime.libraries}`,
    `Size: not stated beforehand; expect some hundred MB. Licence of onnxruntime-node: ${runtime.license}; the package carries its own.`,
    `Host: ${first === undefined ? 'unknown' : new URL(first.feed).host} and what its index refers to. Nothing is sent but the request.`,
  );
  if (dryRun) return;
  await installFromDownload(runtime, download, (text) => process.stderr.write(text));
}

async function installCopies(runtime: OnnxRuntimePackage, folder: string, dryRun: boolean): Promise<void> {
  print(
    `Copies the CUDA provider for ONNX Runtime ${runtime.version} from`,
    `  ${folder}`,
    'to',
    `  ${runtime.libraries}`,
    'after checking that the libraries are for this processor and of this version. Nothing is downloaded.',
  );
  if (dryRun) return;
  const names = await installFromFolder(runtime, folder);
  print(`Copied ${names.join(', ')}.`);
}

function printNeeds(provider: CudaProvider): void {
  if (!provider.supported) return;
  const { requires, libraries, missing } = provider;
  const wants = [
    requires.cuda === null ? null : `CUDA ${requires.cuda}`,
    requires.cudnn === null ? null : `cuDNN ${requires.cudnn}`,
  ];
  print(
    `Installed. The provider needs ${wants.filter((want) => want !== null).join(', ') || 'no CUDA library'}:`,
    ...libraries.map(({ name, path }) => `  ${name}  ${path ?? 'missing'}`),
    missing.length === 0
      ? 'All of them are found.'
      : `Missing: ${missing.join(', ')}. \`ofa-caption cuda status\` says what to do.`,
  );
}

function print(...lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}
