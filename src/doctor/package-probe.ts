import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';

const answerWithinMs = 30_000;
const longestComplaint = 300;

export type ProbeAnswer =
  { readonly loaded: true; readonly said: string } | { readonly loaded: false; readonly reason: string };

/**
 * Loads a native library in a process of its own, since a broken one may take its process along, and runs a script on it.
 *
 * @param script CommonJS, has the package as `loaded` and prints one line
 * @param path of the package; as this program finds it when absent
 */
export function probePackage(name: string, script: string, path?: string): Promise<ProbeAnswer> {
  const program = `const loaded = require(process.argv[1]); Promise.resolve((${script})(loaded)).then(
    (said) => process.stdout.write(said), (error) => { process.stderr.write(error.message); process.exitCode = 1; });`;
  return new Promise((resolve) => {
    const location = path ?? packageLocation(name);
    if (location === null) {
      resolve({ loaded: false, reason: `${name} is not installed` });
      return;
    }
    const options = { timeout: answerWithinMs, killSignal: 'SIGKILL', windowsHide: true } as const;
    execFile(process.execPath, ['-e', program, location], options, (error, stdout, stderr) => {
      if (error === null) resolve({ loaded: true, said: stdout });
      else resolve({ loaded: false, reason: complaint(stderr) ?? error.signal ?? error.message });
    });
  });
}

function packageLocation(name: string): string | null {
  try {
    return createRequire(import.meta.url).resolve(name);
  } catch {
    return null;
  }
}

/** The line of a trace that says what was wrong; null where nothing was said. */
function complaint(text: string): string | null {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const line = lines.find((candidate) => /^\w*Error\b|Error:/.test(candidate)) ?? lines[0];
  return line?.trim().slice(0, longestComplaint) ?? null;
}
