import { spawn, type ChildProcess } from 'node:child_process';
import type { Wording } from '../errors/wording.js';
import {
  nvidiaSmiEnded,
  nvidiaSmiMissing,
  nvidiaSmiNotStarted,
  nvidiaSmiSilent,
} from '../messages/about-devices.js';
import { queryComputeCapabilities, type NvidiaSmi } from './compute-capabilities.js';
import { DocumentStream } from './document-stream.js';
import type { GpuReading } from './gpu-reading.js';
import { readNvidiaSmiDocument } from './nvidia-smi-document.js';

export interface NvidiaSmiRunOptions {
  readonly nvidiaSmi: NvidiaSmi;
  /** Whole seconds from one reading to the next. */
  readonly intervalSeconds: number;
  /** How long nvidia-smi may say nothing, milliseconds. */
  readonly answerWithinMs: number;
}

/** Why a run ended. */
export interface NvidiaSmiEnd {
  /** There is no such program. */
  readonly missing: boolean;
  /** Null where nvidia-smi answered that there is no GPU, or was told to end. */
  readonly reason: Wording | null;
}

const longestComplaint = 400;

/**
 * One life of `nvidia-smi -q -x -l`, from its start to its end; the question for the compute capabilities goes before it, so
 * that two never run at once.
 * @param signal ends it
 */
export async function runNvidiaSmi(
  { nvidiaSmi, intervalSeconds, answerWithinMs }: NvidiaSmiRunOptions,
  signal: AbortSignal,
  onReading: (reading: GpuReading) => void,
): Promise<NvidiaSmiEnd> {
  const { command, args } = nvidiaSmi;
  const deadline = Date.now() + answerWithinMs;
  const capabilities = await queryComputeCapabilities(nvidiaSmi, { timeoutMs: answerWithinMs / 2, signal });
  const silence = new AbortController();
  const ending = AbortSignal.any([signal, silence.signal]);
  if (ending.aborted) return { missing: false, reason: null };

  const child = spawn(command, [...args, '-q', '-x', '-l', String(intervalSeconds)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  });
  const watch = (withinMs: number): NodeJS.Timeout =>
    setTimeout(() => {
      silence.abort();
    }, withinMs);
  let watchdog = watch(Math.max(0, deadline - Date.now()));
  const stream = new DocumentStream();
  child.stdout.setEncoding('utf8').on('data', (piece: string) => {
    for (const document of stream.push(piece)) {
      const reading = readNvidiaSmiDocument(document, capabilities, Date.now());
      if (reading === null || ending.aborted) continue;
      clearTimeout(watchdog);
      watchdog = watch(answerWithinMs);
      onReading(reading);
    }
  });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors = (errors + text).slice(-longestComplaint);
  });

  const { failure, status } = await endOf(child, ending);
  clearTimeout(watchdog);
  if (signal.aborted) return { missing: false, reason: null };
  if (silence.signal.aborted) {
    return { missing: false, reason: nvidiaSmiSilent(command, answerWithinMs / 1000) };
  }
  if (failure !== null) return notStarted(command, failure);
  const said = `${stream.remark}\n${errors}`;
  // Exit status 6; the driver is there, so this is an answer.
  if (/No devices were found/i.test(said)) return { missing: false, reason: null };
  return { missing: false, reason: nvidiaSmiEnded(command, status, complaint(said)) };
}

interface ChildEnd {
  readonly failure: NodeJS.ErrnoException | null;
  readonly status: string;
}

/** Waits for a child's end; it ends with this process and when `signal` says so. */
async function endOf(child: ChildProcess, signal: AbortSignal): Promise<ChildEnd> {
  const kill = (): void => {
    child.kill('SIGKILL');
  };
  let failure: NodeJS.ErrnoException | null = null;
  process.once('exit', kill);
  signal.addEventListener('abort', kill);
  try {
    return await new Promise((resolve) => {
      child.once('error', (error) => (failure = error));
      child.once('close', (code: number | null, killedBy: NodeJS.Signals | null) => {
        resolve({ failure, status: killedBy ?? `status ${code ?? 'unknown'}` });
      });
    });
  } finally {
    process.off('exit', kill);
    signal.removeEventListener('abort', kill);
  }
}

function notStarted(command: string, failure: NodeJS.ErrnoException): NvidiaSmiEnd {
  return failure.code === 'ENOENT'
    ? { missing: true, reason: nvidiaSmiMissing(command) }
    : { missing: false, reason: nvidiaSmiNotStarted(command, failure.code ?? failure.message) };
}

/** What it said in words, on one line. */
function complaint(said: string): string {
  const lines = said.split('\n').map((line) => line.trim());
  return lines
    .filter((line) => line !== '' && !line.startsWith('<'))
    .join(' ')
    .slice(0, longestComplaint);
}
