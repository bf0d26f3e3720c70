import { runtimeVersion } from '../engine/runtime-version.js';
import * as say from '../messages/about-doctor-system.js';
import { GroupChecks, type DoctorCheck } from './check.js';
import { probePackage } from './package-probe.js';
import { testPicture } from './test-picture.js';

const checks = new GroupChecks('system');

/** The oldest Node.js that everything used here runs on. */
const leastNode = { major: 20, minor: 19 };

/** Where the native libraries are looked for when not where this program finds them. */
export interface PackagePaths {
  readonly onnxRuntime?: string;
  readonly sharp?: string;
}

/** Node.js, ONNX Runtime and the decoder of pictures. */
export async function systemChecks(
  version = process.versions.node,
  paths: PackagePaths = {},
): Promise<DoctorCheck[]> {
  const [runtime, decoder] = await Promise.all([
    checkOnnxRuntime(paths.onnxRuntime),
    checkImageDecoder(paths.sharp),
  ]);
  return [checkNode(version), runtime, decoder];
}

function checkNode(version: string): DoctorCheck {
  const range = `${leastNode.major}.${leastNode.minor}+`;
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const found = say.nodeVersionFound(version, range);
  const recent = major > leastNode.major || (major === leastNode.major && minor >= leastNode.minor);
  return recent
    ? checks.pass('node-version', found)
    : checks.fail('node-version', found, say.updateNode(range));
}

async function checkOnnxRuntime(path?: string): Promise<DoctorCheck> {
  const script = '(runtime) => runtime.listSupportedBackends().map(({ name }) => name).join(", ")';
  const answer = await probePackage('onnxruntime-node', script, path);
  if (answer.loaded) return checks.pass('onnx-runtime', say.runtimeLoads(runtimeVersion(), answer.said));
  const detail = say.packageDoesNotLoad('onnxruntime-node', answer.reason);
  return checks.fail('onnx-runtime', detail, say.reinstall('onnxruntime-node'));
}

/** Decodes a picture, and prints the version and what else can be read. */
const decodeScript = `async (sharp) => {
  const { info } = await sharp(Buffer.from('${testPicture.png.toString('base64')}', 'base64')).raw().toBuffer({ resolveWithObject: true });
  if (info.width !== ${testPicture.width} || info.height !== ${testPicture.height}) throw new Error('a picture was decoded wrongly');
  const formats = ['jpeg', 'png', 'webp', 'gif', 'tiff', 'heif'];
  const read = formats.filter((name) => sharp.format[name]?.input.file);
  return JSON.stringify({ version: sharp.versions.vips, read, missing: formats.filter((name) => !read.includes(name)) });
}`;

async function checkImageDecoder(path?: string): Promise<DoctorCheck> {
  const answer = await probePackage('sharp', decodeScript, path);
  if (!answer.loaded) {
    return checks.fail(
      'image-decoder',
      say.packageDoesNotLoad('sharp', answer.reason),
      say.reinstall('sharp'),
    );
  }
  const { version, read, missing } = JSON.parse(answer.said) as Decoder;
  const names = (formats: readonly string[]): string => formats.map((name) => name.toUpperCase()).join(', ');
  return missing.length === 0
    ? checks.pass('image-decoder', say.imagesDecode(version, names(read)))
    : checks.warn('image-decoder', say.formatsMissing(version, names(missing)), say.reinstall('sharp'));
}

interface Decoder {
  readonly version: string;
  readonly read: readonly string[];
  readonly missing: readonly string[];
}
