import { createHmac } from 'node:crypto';
import { InvalidInputError } from '../errors/invalid-input-error.js';

const prefix = 'whsec_';

/**
 * The key in a secret: base64 behind `whsec_`, as Standard Webhooks writes it, any other text as its UTF-8 bytes.
 * @throws InvalidInputError when what follows `whsec_` is not base64, or there is nothing
 */
export function webhookKey(secret: string): Buffer {
  if (!secret.startsWith(prefix)) {
    if (secret === '') throw new InvalidInputError('The secret of the webhook is empty.');
    return Buffer.from(secret);
  }
  const digits = secret.slice(prefix.length);
  if (digits === '' || !/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(digits)) {
    throw new InvalidInputError(
      'The secret of the webhook begins with whsec_, and what follows is not base64.',
    );
  }
  return Buffer.from(digits, 'base64');
}

export interface WebhookMessage {
  /** The same with every attempt. */
  readonly id: string;
  readonly body: string;
}

/**
 * The headers that let a receiver tell a message from a forged or repeated one
 * (https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md).
 *
 * @param at when this attempt is made
 */
export function webhookHeaders(key: Buffer, { id, body }: WebhookMessage, at: Date): Record<string, string> {
  const timestamp = Math.floor(at.getTime() / 1000).toString();
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${signature}`,
  };
}
