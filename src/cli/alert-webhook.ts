import { Option } from 'commander';
import { WebhookTarget } from '../alerts/webhook-target.js';
import { InvalidInputError } from '../errors/invalid-input-error.js';

/** By the environment only: a command line can be read by every user of the machine. */
export const webhookSecretVariable = 'OFA_CAPTION_ALERT_WEBHOOK_SECRET';

export function webhookOption(): Option {
  return new Option(
    '--alert-webhook <url>',
    `where alerts are sent as Standard Webhooks, signed with the secret in ${webhookSecretVariable}`,
  ).env('OFA_CAPTION_ALERT_WEBHOOK');
}

/** @throws InvalidInputError when there is no secret, or either is none */
export function webhookTarget(url: string | undefined): WebhookTarget | null {
  if (url === undefined) return null;
  const secret = process.env[webhookSecretVariable];
  if (secret === undefined || secret === '') {
    throw new InvalidInputError(
      `--alert-webhook needs a secret to sign with: put one into ${webhookSecretVariable}, for example whsec_ and the output of ` +
        '`openssl rand -base64 32`. The receiver checks the signature with the same secret.',
    );
  }
  return new WebhookTarget(url, secret);
}
