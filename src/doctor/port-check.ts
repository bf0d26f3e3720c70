import { createServer } from 'node:net';
import * as say from '../messages/about-doctor-engine.js';
import { isServerLockHeld } from '../storage/server-lock.js';
import { GroupChecks, type DoctorCheck } from './check.js';
import type { Examination } from './examination.js';

const checks = new GroupChecks('network');

const answerWithinMs = 2000;

/** Whether the server's port is free, or held by the server itself. */
export async function checkPort({ address, directory }: Examination): Promise<DoctorCheck> {
  const { host, port, own } = address;
  if (own) return checks.pass('port', say.portHeldBySelf(host, port));
  if (port === 0) return checks.pass('port', say.anyPort());
  const refusal = await refusalToListen(host, port);
  if (refusal === null) return checks.pass('port', say.portFree(host, port));
  if (refusal !== 'EADDRINUSE') {
    return checks.fail('port', say.portRefused(host, port, refusal), say.chooseAddress());
  }
  if (!(await answersAsOurs(host, port)))
    return checks.fail('port', say.portTaken(host, port), say.choosePort());
  return (await isServerLockHeld(directory.lock, directory.root))
    ? checks.pass('port', say.portHeldByOurs(host, port, directory.root))
    : checks.fail('port', say.portHeldByOther(host, port), say.choosePort());
}

/** The system's code; null where the port can be had. */
function refusalToListen(host: string, port: number): Promise<string | null> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      resolve(error.code ?? error.message);
    });
    server.listen({ host, port, exclusive: true }, () => {
      server.close(() => {
        resolve(null);
      });
    });
  });
}

/** Whether what listens there says that it is alive as this program does. */
async function answersAsOurs(host: string, port: number): Promise<boolean> {
  const everywhere: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '[::1]' };
  const name = everywhere[host] ?? (host.includes(':') ? `[${host}]` : host);
  try {
    const answer = await fetch(`http://${name}:${port}/livez`, {
      redirect: 'manual',
      signal: AbortSignal.timeout(answerWithinMs),
    });
    return /^\{"alive":true\b/.test(await answer.text());
  } catch {
    return false;
  }
}
